// tests/lab/several_workers.cpp -- work shared and work stolen: all is done, once, and soon enough.
#include "coroutines/microthreads/policies/work_stealing.hpp"
#include "lab/workers.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(several_workers)

namespace {

template <class P> worked by(workload const& work, unsigned workers, ticks quantum = for_ever) {
  P policy(workers);
  return many_workers<P>(work, policy, workers, quantum).run();
}
workload random_jobs(std::uint32_t seed) {
  std::mt19937 dice(seed);
  return drawn(dice, {40, 50, 1, 3, 10, 1, 30});
}

/// Each has its service, no worker serves two at once, and no job is served by two.
void sound(workload const& work, worked const& its, unsigned workers) {
  BOOST_TEST(its.ended == work.jobs.size());
  std::vector<ticks> free(workers), had(work.jobs.size()), out(work.jobs.size());
  for (auto const& t : its.turns) {
    BOOST_TEST(t.from >= free[t.worker]);
    BOOST_TEST(t.from >= out[t.job]);
    free[t.worker] = out[t.job] = t.from + t.length;
    had[t.job] += t.length;
  }
  for (std::size_t i = 0; i < had.size(); ++i) BOOST_TEST(had[i] == work.jobs[i].length);
}

BOOST_AUTO_TEST_CASE(everybody_is_served_once) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    auto const work = random_jobs(seed);
    for (unsigned workers : {1u, 2u, 7u}) {
      sound(work, by<work_sharing>(work, workers, 5), workers);
      sound(work, by<work_stealing<>>(work, workers, 5), workers);
      sound(work, by<work_stealing<next_victim>>(work, workers), workers);
    }
  }
}

// No worker is idle while somebody is ready (Graham: Bounds on multiprocessing timing anomalies,
// 1969): what there is, divided, and the longest at most.
BOOST_AUTO_TEST_CASE(within_the_bound_of_greedy_schedules) {
  std::mt19937 dice(3);
  std::vector<ticks> lengths(50);
  for (auto& length : lengths) length = 1 + dice() % 100;
  auto const all = std::accumulate(lengths.begin(), lengths.end(), ticks{0});
  auto const longest = std::ranges::max(lengths);
  auto const work = jobs_of(lengths);
  for (ticks workers : {1, 3, 8}) {
    auto const n = static_cast<unsigned>(workers);
    BOOST_TEST(by<work_sharing>(work, n).length <= all / workers + longest);
    BOOST_TEST(by<work_stealing<>>(work, n).length <= all / workers + longest);
  }
  BOOST_TEST(by<work_stealing<>>(work, 1).length == all);
}

// All come to worker 0: it takes the newest, and the others rob it of the oldest.
BOOST_AUTO_TEST_CASE(thieves_take_the_oldest) {
  auto const its = by<work_stealing<next_victim>>(jobs_of({4, 4, 4}), 2);
  BOOST_TEST((its.turns == std::vector<worker_turn>{{0, 2, 0, 4}, {1, 0, 0, 4}, {0, 1, 4, 4}}));
  BOOST_TEST(its.steals == 1u);
  BOOST_TEST(by<work_sharing>(jobs_of({4, 4, 4}), 2).steals == 0u);
}

BOOST_AUTO_TEST_CASE(one_worker_that_shares_is_fifo) {
  auto const work = random_jobs(5);
  std::vector<std::uint32_t> one, other;
  for (auto const& t : by<work_sharing>(work, 1).turns) one.push_back(t.job);
  for (auto const& t : turns_of(run_named("fifo", work))) other.push_back(t.job);
  BOOST_TEST(one == other, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(stops_when_the_time_is_over) {
  auto work = jobs_of({10, 10});
  work.until = 5;
  auto const its = by<work_stealing<>>(work, 2);
  BOOST_TEST(its.turns.size() == 2u);
  BOOST_TEST(its.ended == 0u);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
