// tests/lab/decisions_are_measured.cpp -- each policy of the list is measured, if for one decision.
#include <boost/test/unit_test.hpp>

#include "coroutines/microthreads/policies/fifo.hpp"
#include "lab/bench.hpp"
#include "lab/decisions.hpp"

namespace kont::lab {
namespace {

BOOST_AUTO_TEST_SUITE(decisions_are_measured)

// To make ready a thousand takes a thousand times as long as the few decisions that are measured.
BOOST_AUTO_TEST_CASE(of_each_policy_of_the_list) {
  for (auto const& c : contenders())
    for (auto const decisions : {1u, 2u, 10u})
      BOOST_TEST(ns_a_decision(choose(c.name), 1'000, decisions) > 0, c.name);
}

BOOST_AUTO_TEST_CASE(not_where_too_few_are_made) {
  workload work;
  work.jobs.push_back({.length = 3, .pause_every = 1});
  BOOST_TEST(ns_a_decision(fifo(), work, 2) > 0);
  BOOST_CHECK_EXCEPTION(ns_a_decision(fifo(), work, 3), std::logic_error, [](auto const& e) {
    return std::string(e.what()) == "it has decided 2 times, not 3";
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont::lab
