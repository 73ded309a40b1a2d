// tests/lab/real_time.cpp -- deadlines: what Liu & Layland proved, on sets drawn without bias.
#include <cmath>

#include "lab/workload.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(real_time)

namespace {

std::size_t missed(char const* policy, workload const& work) {
  return sum_up(work, run_named(policy, work)).missed;
}

plan tasks_of(std::vector<task> tasks) {
  plan p;
  for (auto& t : tasks) p.tasks.push_back(std::move(t));
  return p;
}

double utilization(workload const& work) {  // of the first job of each task
  double sum = 0;
  for (auto const& j : work.jobs)
    if (j.arrives == 0) sum += static_cast<double>(j.length) / static_cast<double>(j.period);
  return sum;
}

BOOST_AUTO_TEST_CASE(the_bound_of_rate_monotonic) {
  int checked = 0;
  for (auto const& line : lines_of("liu_layland_bounds.csv")) {
    auto const fields = fields_of(line);
    if (fields[0] == "tasks") continue;
    auto const n = fields[0] == "infinity" ? 100'000'000u : std::stoul(fields[0]);
    BOOST_TEST(std::abs(liu_layland_bound(n) - std::stod(fields[1])) < 0.001,
               line);  // some are cut off
    BOOST_TEST(std::abs(liu_layland_bound(n) - std::stod(fields[2])) < 0.00000051, line);
    ++checked;
  }
  BOOST_TEST(checked == 11);
}

BOOST_AUTO_TEST_CASE(uunifast_adds_up) {
  double first = 0;
  for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
    auto const parts = uunifast(4, 0.8, seed);
    double sum = 0;
    for (auto part : parts) {
      BOOST_TEST(part >= 0);
      sum += part;
    }
    BOOST_TEST(sum == 0.8, boost::test_tools::tolerance(1e-9));
    first += parts[0];
  }
  BOOST_TEST(std::abs(first / 2'000 - 0.2) < 0.015);  // four standard errors: none is preferred
}

// Deadlines are ends of periods, and the sum of costs over periods at most 1.
BOOST_AUTO_TEST_CASE(edf_and_least_laxity_meet_every_set_up_to_1) {
  int sets = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    plan p;
    p.drawn = task_set{2 + seed % 9, 1.0, {1'000, 2'000, 4'000, 5'000, 8'000, 10'000}};
    auto const work = make(p, seed);
    if (utilization(work) > 1) continue;  // a cost is 1 at least
    ++sets;
    BOOST_TEST(utilization(work) > 0.98);
    BOOST_TEST(missed("edf", work) == 0u, seed);
    BOOST_TEST(missed("least_laxity:shortest=1", work) == 0u, seed);
  }
  BOOST_TEST(sets > 140);
}

BOOST_AUTO_TEST_CASE(rate_monotonic_meets_every_set_up_to_its_bound) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    auto const n = 2 + seed % 9;
    plan p;
    p.drawn = task_set{n, liu_layland_bound(n) - 0.001, {1'001, 2'503, 3'989, 5'501, 9'973}};
    p.until = 60'000;
    BOOST_TEST(missed("rate_monotonic", make(p, seed)) == 0u, seed);
  }
}

// 2/5 + 4/7 = 0.97: above the bound, 0.83, and a fixed order is not enough.
BOOST_AUTO_TEST_CASE(rate_monotonic_fails_where_edf_does_not) {
  auto const work = make(tasks_of({{.name = "a", .period = 5, .cost = 2, .allowance = 5},
                                   {.name = "b", .period = 7, .cost = 4, .allowance = 7}}),
                         0);
  BOOST_TEST(work.jobs.size() == 12u);
  BOOST_TEST(missed("rate_monotonic", work) > 0u);
  BOOST_TEST(missed("edf", work) == 0u);
}

BOOST_AUTO_TEST_CASE(deadline_monotonic_sees_deadlines_before_the_periods_end) {
  auto const work = make(tasks_of({{.name = "a", .period = 10, .cost = 2, .allowance = 10},
                                   {.name = "b", .period = 20, .cost = 3, .allowance = 3}}),
                         0);
  BOOST_TEST(missed("rate_monotonic", work) == 1u);
  BOOST_TEST(missed("deadline_monotonic", work) == 0u);
}

BOOST_AUTO_TEST_CASE(tardiness_is_how_late) {
  auto work = jobs_of({4, 4});
  work.jobs[0].deadline = 6;
  work.jobs[1].deadline = 5;
  auto const f = sum_up(work, run_named("fifo", work));
  BOOST_TEST(f.missed == 1u);
  BOOST_TEST(f.tardiness == 3);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
