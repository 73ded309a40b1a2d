// tests/lab/who_is_ready.cpp -- queues, wake-ups and lag, by small sums on paper.
#include <random>

#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(who_is_ready)

namespace {

figures of(std::string const& policy, workload const& work) {
  return sum_up(work, run_named(policy, work));
}

BOOST_AUTO_TEST_CASE(one_waits_while_the_other_runs) {
  auto const f = of("fifo", jobs_of({4, 2}));
  BOOST_TEST(f.queue_most == 1);
  BOOST_TEST(f.queue_mean == 4.0 / 6);
  BOOST_TEST(f.lag == 2);  // at 4: one had 4, the other none, and 2 were for each
}

BOOST_AUTO_TEST_CASE(weights_divide_the_ideal) {
  auto work = jobs_of({6, 6});
  work.jobs[0].weight = 3;
  work.until = 4;
  BOOST_TEST(of("fifo", work).lag == 1);  // at 4: 3 and 1 were theirs
}

BOOST_AUTO_TEST_CASE(who_wakes_waits_for_its_turn) {
  auto work = jobs_of({4, 5});
  work.jobs[0].pause_every = 2;
  work.jobs[0].pause_for = 1;
  auto const f = of("fifo", work);  // it wakes at 3, and the other runs from 2 to 7
  BOOST_TEST(f.wakeup.most == 4);
  BOOST_TEST(f.wakeup.p50 == 4);
  BOOST_TEST(of("fifo", jobs_of({4, 5})).wakeup.most == 0);
}

// Who never runs is behind as well.
BOOST_AUTO_TEST_CASE(the_starved_count) {
  auto work = jobs_of({100, 100, 100});
  work.until = 30;
  BOOST_TEST(of("fifo", work).lag == 20);
}

// (Stoica & Abdel-Wahab 1995: nobody is a quantum ahead or behind.)
BOOST_AUTO_TEST_CASE(the_lag_of_eevdf_is_less_than_a_quantum) {
  std::mt19937 dice(1);
  for (int i = 0; i < 20; ++i) {
    auto work = jobs_of(std::vector<ticks>(2 + dice() % 30, 100'000));
    for (auto& j : work.jobs) j.weight = 1 + dice() % 9;
    work.until = 3'000;
    BOOST_TEST(of("eevdf:quantum=4", work).lag <= 4.001);
    BOOST_TEST(of("fifo", work).lag > 100);
  }
}

BOOST_AUTO_TEST_CASE(in_other_ticks_times_are_divided) {
  auto const work = jobs_of({4'000, 2'000});
  auto const f = in_ticks(of("fifo", work), 1'000);
  auto const same = of("fifo", jobs_of({4, 2}));
  BOOST_TEST(f.turnaround.mean == same.turnaround.mean);
  BOOST_TEST(f.length == same.length);
  BOOST_TEST(f.lag == same.lag);
  BOOST_TEST(f.throughput == same.throughput);
  BOOST_TEST(f.queue_mean == same.queue_mean);
  BOOST_TEST(f.slowdown.mean == same.slowdown.mean);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
