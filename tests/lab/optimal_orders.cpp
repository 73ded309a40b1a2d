// tests/lab/optimal_orders.cpp -- no order beats SJF or SRTF; and what round robin becomes.
#include <algorithm>
#include <random>

#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(optimal_orders)

namespace {

double turnaround(std::string const& policy, workload const& work) {
  return sum_up(work, run_named(policy, work)).turnaround.mean;
}

double best_of_all_orders(std::vector<ticks> lengths) {
  std::ranges::sort(lengths);
  ticks best = for_ever;
  do {
    ticks now = 0, sum = 0;
    for (auto length : lengths) sum += now += length;
    best = std::min(best, sum);
  } while (std::ranges::next_permutation(lengths).found);
  return static_cast<double>(best) / static_cast<double>(lengths.size());
}

workload drawn(std::mt19937& dice, std::size_t n) {
  std::vector<ticks> lengths(n);
  for (auto& length : lengths) length = 1 + dice() % 30;
  return jobs_of(lengths);
}

BOOST_AUTO_TEST_CASE(sjf_is_best_when_all_come_at_once) {
  std::mt19937 dice(1);
  for (int i = 0; i < 50; ++i) {
    auto const work = drawn(dice, 6);
    std::vector<ticks> lengths;
    for (auto const& j : work.jobs) lengths.push_back(j.length);
    BOOST_TEST(turnaround("sjf", work) == best_of_all_orders(lengths));
  }
}

BOOST_AUTO_TEST_CASE(srtf_is_best_whenever_they_come) {
  std::mt19937 dice(2);
  for (int i = 0; i < 20; ++i) {
    auto work = drawn(dice, 30);
    for (auto& j : work.jobs) j.arrives = dice() % 400;
    auto const best = turnaround("srtf", work);
    for (auto const& c : contenders()) BOOST_TEST(best <= turnaround(std::string(c.name), work));
  }
}

BOOST_AUTO_TEST_CASE(round_robin_with_an_endless_quantum_is_fifo) {
  std::mt19937 dice(3);
  for (int i = 0; i < 20; ++i) {
    auto work = drawn(dice, 30);
    for (auto& j : work.jobs) j.arrives = dice() % 400;
    BOOST_TEST((run_named("round_robin:quantum=1000000000000", work) == run_named("fifo", work)));
    BOOST_TEST((run_named("round_robin:quantum=3", work) != run_named("fifo", work)));
  }
}

BOOST_AUTO_TEST_CASE(ageing_ends_starvation) {
  auto work = jobs_of(std::vector<ticks>(200, 5));
  for (std::size_t i = 0; i < 200; ++i) work.jobs[i].arrives = static_cast<ticks>(5 * i) - 5;
  work.jobs[0].arrives = 1;  // just after job 1; and when one is done, the next is there
  work.jobs[0].priority = 10;
  auto const longest = [&](char const* policy) {
    return sum_up(work, run_named(policy, work)).longest_wait;
  };
  BOOST_TEST(longest("priority") > 900);
  BOOST_TEST(longest("priority:ageing=5") < 70);  // ten numbers of 5 ticks, and who runs
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
