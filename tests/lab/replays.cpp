// tests/lab/replays.cpp -- a run that was written down is taken again; at the first choice that
// cannot be made it says so.
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "lab/chart.hpp"
#include "lab/events.hpp"
#include "lab/named.hpp"
#include "lab/replay.hpp"
#include "lab/report.hpp"
#include "lib/usage_error.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(replays)

namespace {

/// A file that goes with the test.
struct scratch {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("kont_replays." + std::to_string(getpid()));
  explicit scratch(std::string const& text) { std::ofstream(path) << text; }
  ~scratch() { std::filesystem::remove(path); }
  chosen policy() const { return choose("replay:" + path.string()); }
};

workload random_jobs(std::uint32_t seed) {
  std::mt19937 dice(seed);
  return drawn(dice, {20, 30, 100, 3, 10, 1, 30});
}

BOOST_AUTO_TEST_CASE(the_same_events) {
  for (auto const* name : {"lottery:quantum=3", "mlfq:levels=4,boost=50", "edf", "fair", "dice"}) {
    for (std::uint32_t seed = 0; seed < 10; ++seed) {
      auto const work = random_jobs(seed);
      auto const log = run(choose(name), work);
      scratch const file(csv_of(work, log));
      BOOST_TEST((run(file.policy(), work) == log), name << ' ' << seed);
    }
  }
}

// Where who unlocks or sends is stopped by whom that wakes, its next step is done in its next turn.
BOOST_AUTO_TEST_CASE(the_same_events_of_each_policy_by_either_engine_where_jobs_have_steps) {
  std::vector<std::string> policies{"priority:preemptive=1,ageing=3", "inheriting:preemptive=1",
                                    "priority:preemptive=1,quantum=2", "eevdf:quantum=3"};
  for (auto const& c : contenders()) policies.emplace_back(c.name);
  for (auto const& its : named_workloads()) {
    auto const work = make(named_plan(std::string(its.name)).value(), 1);
    for (auto const& name : policies) {
      auto const log = run(choose(name), work);
      scratch const file(csv_of(work, log));
      auto const again = file.policy();
      BOOST_TEST((run(again, work) == log), its.name << " by " << name);
      auto const real = again.who->run.real(work, again.with, pace{}).log;
      BOOST_TEST((real == log), its.name << " by " << name << " on microthreads");
    }
  }
}

BOOST_AUTO_TEST_CASE(the_first_choice_that_differs_is_named) {
  auto work = jobs_of({10, 10});
  scratch const file(csv_of(work, run(choose("round_robin:quantum=5"), work)));
  work.jobs[0].length = 5;  // done in its first turn
  BOOST_CHECK_EXCEPTION((void)run(file.policy(), work), replay_diverged, [](auto const& e) {
    return std::string(e.what()).starts_with("replay: at choice 3 microthread 1 is to run");
  });
}

BOOST_AUTO_TEST_CASE(a_longer_workload_outlasts_it) {
  auto work = jobs_of({5});
  scratch const file(csv_of(work, run(choose("fifo"), work)));
  work.jobs[0].length = 6;
  BOOST_CHECK_EXCEPTION((void)run(file.policy(), work), replay_diverged, [](auto const& e) {
    return std::string(e.what()).starts_with("replay: after all 1 choices somebody is ready");
  });
}

void wrong(std::string const& text, std::string const& rule) {
  scratch const file(text);
  BOOST_CHECK_EXCEPTION((void)file.policy(), usage_error, [&](usage_error const& e) {
    BOOST_TEST(e.what() == file.path.string() + rule);
    return true;
  });
}

BOOST_AUTO_TEST_CASE(a_file_with_a_fault_is_refused_with_its_place) {
  std::string const head = "at,number,job,what,on,properties\n";
  wrong("at,job,what\n", ": line 1: the first line is 'at,number,job,what,on,properties'");
  wrong(head + "0,0,A\n", ": line 2: a line has 6 fields");
  wrong(head + "0,0,A,runs,,\n", ": line 2: a job comes before anything else, and once");
  BOOST_CHECK_THROW((void)choose("replay:/nowhere/at/all"), usage_error);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
