// tests/lab/recorded_traces.cpp -- what was written is read back, and happens again.
#include <sstream>

#include "lab/events.hpp"
#include "lab/named.hpp"
#include "lib/usage_error.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(recorded_traces)

namespace {

constexpr char const* policies[] = {"fifo",
                                    "round_robin:quantum=3",
                                    "priority:preemptive=1,quantum=4",
                                    "srtf",
                                    "edf",
                                    "lottery:quantum=2",
                                    "eevdf:quantum=2",
                                    "mlfq:quantum=3,boost=40"};

workload read(workload const& work, history const& log) {
  return make(read_events(csv_of(work, log), "e.csv"), 1);
}

void happens_again(workload const& work, std::string const& policy, std::string const& what) {
  auto const log = run_named(policy, work);
  auto const again = read(work, log);
  BOOST_TEST(csv_of(again, run_named(policy, again)) == csv_of(work, log),
             policy << " by " << what << "\n"
                    << csv_of(work, log));
}

BOOST_AUTO_TEST_CASE(by_the_same_policy_the_same_happens) {
  std::mt19937 dice(3);
  for (int i = 0; i < 20; ++i) {
    auto work = lab::drawn(dice, {12, 30, 60, 2, 8, 0, 20});
    for (auto& j : work.jobs)
      if (j.deadline != for_ever) j.deadline += 1;
    for (auto const* policy : policies) happens_again(work, policy, "drawn");
  }
}

BOOST_AUTO_TEST_CASE(with_locks_and_messages_as_well) {
  for (auto const& its : named_workloads()) {
    auto const work = make(named_plan(its.name).value(), 1);
    for (auto const* policy : policies) happens_again(work, policy, std::string(its.name));
  }
}

BOOST_AUTO_TEST_CASE(of_what_was_cut_short_the_same_part) {
  std::mt19937 dice(4);
  for (int i = 0; i < 20; ++i) {
    auto work = lab::drawn(dice, {12, 30, 20, 2, 8, 1, 20});
    for (auto& j : work.jobs)
      if (j.deadline != for_ever) j.deadline += 1;
    work.until = 40;
    for (auto const* policy : {"fifo", "round_robin:quantum=3"}) happens_again(work, policy, "cut");
  }
}

// What if another policy had run it: what that does to the workload itself.
BOOST_AUTO_TEST_CASE(another_policy_does_to_it_what_it_does_to_the_original) {
  for (auto const* name : {"inversion", "hackbench", "mutex", "convoy"}) {
    auto const work = make(named_plan(name).value(), 1);
    auto const recorded = read(work, run_named("fifo", work));
    BOOST_TEST(
        (run_named("round_robin:quantum=3", recorded) == run_named("round_robin:quantum=3", work)),
        name);
  }
}

BOOST_AUTO_TEST_CASE(a_run_of_microthreads_is_read_too) {
  auto const work = make(named_plan("mutex").value(), 1);
  auto const who = choose("round_robin:quantum=2");
  auto const log = who.who->run.real(work, who.with, pace{}).log;
  auto const again = read(work, log);
  BOOST_TEST((run_named("round_robin:quantum=2", again) == log));
}

BOOST_AUTO_TEST_CASE(each_fault_is_one_line_with_its_place) {
  std::string const head = "at,number,job,what,on,properties\n";
  std::pair<std::string, char const*> const cases[] = {
      {"at,job,what\n", "e.csv: line 1: the first line is 'at,number,job,what,on,properties'"},
      {head, "e.csv: line 2: an event is wanted"},
      {head + "0,0,a,comes,\n", "e.csv: line 2: a line has 6 fields"},
      {head + "0,0,\"a,comes,,length=1\n", "e.csv: line 2: a line has 6 fields"},
      {head + "0,0,a,comes,,length=1\n-1,0,a,runs,,\n",
       "e.csv: line 3: at is a whole number from 0 to 1000000000000"},
      {head + "0,0,a,comes,,length=1\n0,0,a,jumps,,\n",
       "e.csv: line 3: this is nothing that happens to a job"},
      {head + "0,0,a,runs,,\n", "e.csv: line 2: a job comes before anything else, and once"},
      {head + "0,0,a,comes,,size=1\n",
       "e.csv: line 2: a property is length, weight, priority, deadline, period or allowance"},
      {head + "0,0,a,comes,,length=1\n0,0,a,ends,,\n", "e.csv: line 3: it leaves and did not run"},
      {head + "5,0,a,comes,,length=1\n4,0,a,runs,,\n", "e.csv: line 3: time goes back"},
      {head + "0,0,a,comes,,length=1\n0,0,a,runs,,\n0,0,a,unlocks,m,\n",
       "e.csv: line 4: it has not the lock"},
  };
  for (auto const& [text, expected] : cases) {
    BOOST_CHECK_EXCEPTION((void)read_events(text, "e.csv"), usage_error, [&](auto const& e) {
      BOOST_TEST(e.what() == std::string(expected));
      return true;
    });
  }
}

BOOST_AUTO_TEST_CASE(whatever_is_done_to_a_good_file) {
  auto const work = make(named_plan("mutex:jobs=3,rounds=2").value(), 1);
  auto const good = csv_of(work, run_named("round_robin", work));
  std::mt19937 dice(1);
  int refused = 0;
  for (int i = 0; i < 2'000; ++i) {
    auto text = good;
    for (auto n = 1 + dice() % 3; n > 0; --n) text[dice() % text.size()] = "0,9\"\n-k"[dice() % 7];
    try {
      (void)make(read_events(text, "e.csv"), 1);
    } catch (usage_error const& e) {
      ++refused;
      BOOST_TEST(std::string(e.what()).starts_with("e.csv: "));
    }
  }
  BOOST_TEST(refused > 1'000);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
