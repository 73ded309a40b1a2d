// tests/lab/decisions_are_measured.cpp -- each policy of the list is measured, if for one decision.
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "coroutines/microthreads/policies/fifo.hpp"
#include "lab/bench.hpp"
#include "lab/decisions.hpp"
#include "lab/enlist.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(decisions_are_measured)

namespace {

// To make ready a thousand takes a thousand times as long as the few decisions that are measured.
BOOST_AUTO_TEST_CASE(of_each_policy_of_the_list) {
  for (auto const& c : contenders())
    for (auto const decisions : {1u, 2u, 10u})
      BOOST_TEST(ns_a_decision(choose(c.name), 1'000, decisions) > 0, c.name);
}

struct slow : fifo {
  hook* take() noexcept {
    ++takes;
    for (auto const begun = measure::thread_cpu_ns(); measure::thread_cpu_ns() < begun + 100'000;)
      ;
    return fifo::take();
  }
  static inline int takes = 0;
};

BOOST_AUTO_TEST_CASE(not_for_hours_where_each_takes_long) {
  contender const its{"slow", "", "", {}, run_made<made<slow>>};
  BOOST_TEST(ns_a_decision({&its, {}}, 1'000, 2'000'000, 0.02) > 100'000);
  BOOST_TEST(slow::takes < 2'000);
}

BOOST_AUTO_TEST_CASE(a_row_is_told_as_it_comes) {
  std::vector<std::string> told;
  table_of_decisions(choose("fifo"), 2'000, [&](auto const& part) { told.push_back(part); });
  BOOST_TEST(told.size() == 3u);
}

BOOST_AUTO_TEST_CASE(not_where_too_few_are_made) {
  workload work;
  work.jobs.push_back({.length = 3, .pause_every = 1});
  BOOST_TEST(ns_a_decision(fifo(), work, 2) > 0);
  BOOST_CHECK_EXCEPTION(ns_a_decision(fifo(), work, 3), std::logic_error, [](auto const& e) {
    return std::string(e.what()) == "it has decided 2 times, not 3";
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
