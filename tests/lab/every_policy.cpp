// tests/lab/every_policy.cpp -- nobody is lost, nobody idle for nothing; who breaks that is told.
#include <random>

#include "coroutines/microthreads/policies/fifo.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(every_policy)

namespace {

workload drawn(std::uint32_t seed) {
  std::mt19937 dice(seed);
  return lab::drawn(dice, {60, 50, 500, 3, 10, 1, 30});
}

std::vector<std::string> all_and_their_settings() {
  std::vector<std::string> all{"mlfq:levels=5,quantum=3,boost=40",
                               "priority:preemptive=1,quantum=4",
                               "priority:ageing=3",
                               "lottery:quantum=5,compensates=1",
                               "eevdf:quantum=6",
                               "mlfq:forgives=1,quantum=2"};
  for (auto const& c : contenders()) all.emplace_back(c.name);
  return all;
}

BOOST_AUTO_TEST_CASE(conserves_work_and_ends_all) {
  for (auto const& policy : all_and_their_settings()) {
    for (std::uint32_t seed = 0; seed < 40; ++seed) {
      auto const work = drawn(seed);
      auto const log = run_named(policy, work);  // looks for faults
      BOOST_TEST(sum_up(work, log).ended == work.jobs.size(), policy << ' ' << seed);
      BOOST_TEST((log == run(choose(policy), work)), policy << " is the same again");
    }
  }
}

BOOST_AUTO_TEST_CASE(stops_when_the_time_is_over) {
  auto work = jobs_of(std::vector<ticks>(10, 50));
  work.until = 101;
  for (auto const& policy : all_and_their_settings())
    BOOST_TEST(run_named(policy, work).back().at == 101, policy);
}

/// A queue that, at its third put, does what `Fault` says.
enum class fault { loses, doubles, stops };
template <fault Fault> struct broken_fifo : fifo {
  void put(hook& t, why w) noexcept {
    bool const third = ++puts == 3;
    if (third && Fault == fault::loses) return;
    fifo::put(t, w);
    if (third && Fault == fault::doubles) fifo::put(t, w);
  }
  ticks quantum(hook const&) const noexcept { return Fault == fault::stops ? 0 : 5; }
  int puts = 0;
};

template <fault Fault> std::string said() {
  auto const work = jobs_of({10, 10, 10});
  try {
    broken_fifo<Fault> policy;
    policy.reserve(8);
    (void)simulate(work, policy);
    return "nothing";
  } catch (policy_broken const& e) { return e.what(); }
}

BOOST_AUTO_TEST_CASE(a_broken_one_is_stopped_with_its_last_decisions) {
  BOOST_TEST(said<fault::loses>() ==
             "at 20, take() gives nobody, though 1 are ready; the jobs it gave last: 0 1 0 1");
  BOOST_TEST(said<fault::doubles>() ==
             "at 30, take() gives job 2, which is not ready; the jobs it gave last: 0 1 2 2 0 1");
  BOOST_TEST(said<fault::stops>() ==
             "at 0, quantum() is 0: it is at least 1; the jobs it gave last: 0");
}

BOOST_AUTO_TEST_CASE(a_history_with_a_fault_is_found_out) {
  auto const work = jobs_of({2});
  using enum happening;
  auto const rule = [&](history const& log) { return fault_in(work, log).value_or("none"); };
  BOOST_TEST(rule({{0, 0, comes}, {0, 0, runs}, {2, 0, ends}}) == "none");
  BOOST_TEST(
      rule({{0, 0, comes}, {1, 0, runs}}).ends_with("nobody ran, though somebody was ready"));
  BOOST_TEST(rule({{0, 0, comes}, {0, 0, runs}, {1, 0, ends}}).ends_with("had its service"));
  BOOST_TEST(rule({{0, 0, comes}, {0, 0, comes}}).ends_with("it was there already"));
  BOOST_TEST(rule({{0, 0, runs}}).ends_with("it runs and was not ready"));
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
