// tests/lab/rt_app_deadlines.cpp -- SCHED_DEADLINE: a job every period, with its own deadline.
#include <fmt/format.h>

#include "lab/workload.hpp"
#include "lib/usage_error.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(rt_app_deadlines)

namespace {

BOOST_AUTO_TEST_CASE(runtime_period_and_deadline_are_the_jobs) {
  auto const work = make(read_plan(KONT_LAB_ANSWERS "/rt_app_deadline.json"), 1);
  std::string all;
  for (auto const& j : work.jobs) {
    all += fmt::format("{} {}+{}", j.name, j.arrives, j.length);
    if (j.deadline != for_ever) all += fmt::format(" by {} of {}", j.deadline, j.period);
    all += fmt::format(" {} steps, priority {}\n", j.steps.size(), j.priority);
  }
  BOOST_TEST(all ==
             "radar 0+3 by 5 of 10 0 steps, priority -100\n"
             "radar 10+3 by 15 of 10 0 steps, priority -100\n"
             "radar 20+3 by 25 of 10 0 steps, priority -100\n"
             "radio 1+6 by 16 of 15 0 steps, priority -100\n"
             "radio 16+6 by 31 of 15 0 steps, priority -100\n"
             "wheel-0 0+1 by 40 of 40 3 steps, priority -100\n"
             "wheel-1 0+1 by 40 of 40 3 steps, priority -100\n"
             "log 0+9 1 steps, priority 0\n");
}

// The policies that ask for deadlines, periods and allowances find them.
BOOST_AUTO_TEST_CASE(each_real_time_policy_meets_them) {
  auto const work = make(read_plan(KONT_LAB_ANSWERS "/rt_app_deadline.json"), 1);
  for (auto const* name : {"edf", "rate_monotonic", "deadline_monotonic"})
    BOOST_TEST(sum_up(work, run_named(name, work)).missed == 0u, name);
  BOOST_TEST(in_a_line(work, run_named("edf", work)) ==
             "0 radar 3 radio 9 wheel-0 10 radar 13 wheel-1 14 log 16 radio 20 radar 23 radio 25 "
             "log 32");
}

BOOST_AUTO_TEST_CASE(one_for_ever_comes_till_the_duration_is_over) {
  auto const work = make(parse_plan(R"({"global": {"duration": 1}, "tasks": {"t": {"run": 5,
    "delay": 150000, "timer": {"ref": "unique", "period": 100000}, "policy": "SCHED_DEADLINE",
    "dl-runtime": 9, "dl-period": 100000}}})",
                                    "r.json"),
                         1);
  BOOST_TEST(work.jobs.size() == 9u);
  BOOST_TEST(work.jobs.back().arrives == 950'000);
}

BOOST_AUTO_TEST_CASE(what_is_no_periodic_loop_is_one_line) {
  auto const said = [](std::string const& members) {
    try {
      (void)parse_plan(
          R"({"tasks": {"t": {"policy": "SCHED_DEADLINE", "loop": 1,)" + members + "}}}", "r.json");
      return std::string("none");
    } catch (usage_error const& e) { return std::string(e.what()); }
  };
  std::string const timer = R"("timer": {"ref": "unique", "period": 10})",
                    place = "r.json: line 1: ";
  auto const ends = place +
                    "/tasks/t: of SCHED_DEADLINE, a loop that ends with its one timer, of the "
                    "dl-period, is read";
  BOOST_TEST(said(R"("dl-runtime": 10, "run": 5,)" + timer) == "none");
  BOOST_TEST(said(R"("run": 5,)" + timer) == place + "/tasks/t: 'dl-runtime' is missing");
  BOOST_TEST(said(R"("dl-runtime": 5, "dl-period": 10, "run": 5)") == ends);
  BOOST_TEST(said(R"("dl-runtime": 5, "dl-period": 9, "run": 5,)" + timer) == ends);
  BOOST_TEST(said(R"("dl-runtime": 5, "dl-period": 10,)" + timer + R"(, "run": 5)") == ends);
  BOOST_TEST(said(R"("dl-runtime": 5, "dl-period": 4, "run": 5,)" + timer) ==
             place + "/tasks/t/dl-period: a whole number from 5 to 1000000000000 is wanted");
  BOOST_TEST(said(R"("dl-runtime": 5, "dl-period": 10, "dl-deadline": 11, "run": 5,)" + timer) ==
             place + "/tasks/t/dl-deadline: a whole number from 5 to 10 is wanted");
  BOOST_TEST(said(R"("dl-runtime": 5, "dl-period": 10, "run": 6, "sleep": 1,)" + timer) ==
             place + "/tasks/t: it does more than run, and runs longer than its dl-runtime");
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
