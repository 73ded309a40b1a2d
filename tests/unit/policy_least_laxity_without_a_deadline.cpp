// tests/unit/policy_least_laxity_without_a_deadline.cpp -- waits for all who have one; and no sum
// of `for_ever` and something overflows, however much longer than it said it has run.
#include <boost/test/unit_test.hpp>

#include "coroutines/microthreads/policies/least_laxity.hpp"

BOOST_AUTO_TEST_SUITE(policy_least_laxity_without_a_deadline)

using kont::for_ever;
using kont::least_laxity;
using kont::why;

BOOST_AUTO_TEST_CASE(it_comes_after_all_who_have_one) {
  least_laxity p;
  p.reserve(3);
  least_laxity::hook early{10, 5}, late{1'000'000, 1}, never{for_ever, 1'000};
  for (auto* const t : {&never, &late, &early}) p.put(*t, why::created);
  BOOST_TEST(p.take() == &early);
  BOOST_TEST(p.take() == &late);
  BOOST_TEST(p.quantum(late) == for_ever);  // not overtaken by who can wait for ever
  BOOST_TEST(p.take() == &never);
}

BOOST_AUTO_TEST_CASE(it_may_run_longer_than_it_said) {
  least_laxity p;
  p.reserve(2);
  least_laxity::hook never{.length = 1}, another;
  p.ran(never, 5);
  p.put(never, why::preempted);
  BOOST_TEST(p.quantum(another) == for_ever);
  p.put(another, why::created);
  BOOST_TEST(p.take() == &never);  // of two without, who came first
  BOOST_TEST(p.take() == &another);
}

BOOST_AUTO_TEST_CASE(who_has_one_overtakes_it_at_once) {
  least_laxity p(3);
  p.reserve(2);
  least_laxity::hook never, soon{20, 5}, sooner{10, 5};
  p.put(soon, why::created);
  BOOST_TEST(p.preempts(soon, never));
  BOOST_TEST(p.quantum(sooner) == 10);
  BOOST_TEST(p.quantum({.deadline = 19, .length = 5}) == 3);  // `shortest`
}

BOOST_AUTO_TEST_SUITE_END()
