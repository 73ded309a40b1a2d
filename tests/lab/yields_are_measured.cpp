// tests/lab/yields_are_measured.cpp -- microthreads yield by each policy on the list; where one is
// lost there is no figure.
#include <boost/test/unit_test.hpp>

#include "coroutines/microthreads/policies/fifo.hpp"
#include "lab/contender.hpp"
#include "lab/yields.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(yields_are_measured)

namespace {

BOOST_AUTO_TEST_CASE(by_each_policy_of_the_list) {
  for (auto const& c : contenders()) {
    auto const policy = choose(c.name);
    BOOST_TEST(c.run.yields(policy.with, {.microthreads = 3, .yields = 100}) > 0, c.name);
  }
}

struct forgetful : fifo {
  void put(hook& t, why w) noexcept {
    if (++puts != 5) fifo::put(t, w);
  }
  int puts = 0;
};

BOOST_AUTO_TEST_CASE(not_where_one_is_lost) {
  BOOST_CHECK_THROW(ns_a_yield(forgetful(), {.microthreads = 3, .yields = 100}), std::logic_error);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
