// tests/concurrent/deque_each_is_taken_once.cpp -- of what the owner puts, nothing is lost and
// nothing taken twice, whatever the memory and the threads do.
#include "tests/concurrent/deque_programs.hpp"
#include "tests/concurrent/explored.hpp"

BOOST_AUTO_TEST_SUITE(deque_each_is_taken_once)

using namespace kont::explore;

BOOST_AUTO_TEST_CASE(the_last_item) { is_right<last_item<>>(3, 1'000'000); }
BOOST_AUTO_TEST_CASE(bottom_goes_up_and_down) { is_right<up_and_down<>>(3, 1'000'000); }
BOOST_AUTO_TEST_CASE(the_array_grows) { is_right<growing<>>(3, 1'000'000); }
BOOST_AUTO_TEST_CASE(the_owner_takes_from_both_ends) { is_right<both_ends<>>(3, 1'000'000); }

BOOST_AUTO_TEST_SUITE_END()
