// tests/papers/ladder_answers.cpp -- the closed form of a rung is what adding up gives.
#include <boost/test/unit_test.hpp>

#include <stdexcept>

#include "papers/ladder/rungs.hpp"

BOOST_AUTO_TEST_SUITE(ladder_answers)

using namespace kont::ladder;

BOOST_AUTO_TEST_CASE(the_sum_of_the_operations_numbers) {
  std::uint64_t sum = 0;
  for (std::uint64_t ops = 0; ops < 100; sum += ops++) BOOST_TEST(answer("switch", ops) == sum);
}

BOOST_AUTO_TEST_CASE(the_sum_is_right_modulo_2_to_the_64) {
  constexpr std::uint64_t half = std::uint64_t{1} << 63;
  BOOST_TEST(sum_below(half) == half / 2 * (half - 1));
}

BOOST_AUTO_TEST_CASE(the_tree_begins_again_after_its_last_node) {
  BOOST_TEST(answer("generator.tree", 1000) == 499500u);
  auto const once = sum_below(tree_nodes);
  BOOST_TEST(answer("generator.tree", tree_nodes) == once);
  BOOST_TEST(answer("generator.tree", tree_nodes + 3) == once + 0 + 1 + 2);
}

BOOST_AUTO_TEST_CASE(every_rung_stands_on_an_earlier_one) {
  for (auto const& r : rungs()) BOOST_TEST((r.below.empty() || place(r.below) < place(r.id)), r.id);
  BOOST_CHECK_THROW(find_rung("no.such"), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
