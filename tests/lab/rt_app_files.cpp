// tests/lab/rt_app_files.cpp -- what rt-app's files say, in our steps; what is not read is named.
#include "lab/workload.hpp"
#include "lib/usage_error.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(rt_app_files)

namespace {

workload of(std::string const& text) { return make(parse_plan(text, "r.json"), 1); }

BOOST_AUTO_TEST_CASE(events_are_steps_in_their_order) {
  auto const work = of(R"({"tasks": {"thread0": {"instance": 2, "loop": 3, "delay": 5,
    "sleep": 7, "run1": 4, "lock": "m", "run0": 2, "unlock": "m",
    "timer": {"ref": "unique", "period": 30}}}})");
  BOOST_TEST(work.jobs.size() == 2u);
  auto const& j = work.jobs[1];
  BOOST_TEST((j.name == "thread0-1" && j.arrives == 5 && j.rounds == 3 && j.length == 18));
  std::vector<step> const expected{{doing::pause, 7}, {doing::run, 4}, {doing::lock},
                                   {doing::run, 2},   {doing::unlock}, {doing::timer, 30}};
  BOOST_TEST((j.steps == expected));
  BOOST_TEST(work.locks == std::vector<std::string>{"m"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(phases_loop_and_a_thread_loops_till_the_duration_is_over) {
  auto const work = of(R"({"global": {"duration": 2, "default_policy": "SCHED_OTHER",
    "calibration": "CPU0", "logdir": "./"}, "tasks": {"t": {"phases": {
      "light": {"loop": 2, "run": 100000, "sleep": 100000}, "heavy": {"run": 600000}}}}})");
  BOOST_TEST(work.until == 2'000'000);
  BOOST_TEST(in_a_line(work, run_named("fifo", work)) ==
             "0 t 100000 - 200000 t 300000 - 400000 t 1100000 - 1200000 t 1300000 - 1400000 t "
             "2000000");
}

// The picture of its tutorial: B's run delays A, and the timer keeps A's period.
BOOST_AUTO_TEST_CASE(a_timer_is_immune_to_delays) {
  auto const work = of(R"({"tasks": {
    "a": {"loop": 3, "run": 5, "timer": {"ref": "a", "period": 19}},
    "b": {"loop": 1, "delay": 12, "run": 10}}})");
  BOOST_TEST(in_a_line(work, run_named("fifo", work)) ==
             "0 a 5 - 12 b 22 a 27 - 38 a 43 - 57 a 57");
}

BOOST_AUTO_TEST_CASE(policies_and_priorities_are_ours) {
  auto const work = of(R"({"tasks": {
    "f": {"loop": 1, "run": 1, "policy": "SCHED_FIFO", "priority": 40},
    "g": {"loop": 1, "run": 1, "policy": "SCHED_RR"},
    "n": {"loop": 1, "run": 1, "priority": 5},
    "i": {"loop": 1, "run": 1, "policy": "SCHED_IDLE"}}})");
  std::vector<ticks> numbers;
  for (auto const& j : work.jobs) numbers.insert(numbers.end(), {j.priority, j.weight});
  BOOST_TEST(numbers == (std::vector<ticks>{-40, 1, -10, 1, 0, 336, 1, 3}),
             boost::test_tools::per_element());
}

// A resume is a message to who suspends under its name: one that comes too soon is kept.
BOOST_AUTO_TEST_CASE(suspend_waits_for_resume) {
  auto const work = make(read_plan(KONT_LAB_ANSWERS "/rt_app_suspend.json"), 1);
  BOOST_TEST(work.boxes == (std::vector<std::string>{"go", "decoder"}),
             boost::test_tools::per_element());
  BOOST_TEST(in_a_line(work, run_named("fifo", work)) ==
             "0 clock 1 player 8 decoder 13 - 20 clock 21 player 28 decoder 33 - 40 clock 41 "
             "player 48 decoder 53 - 60 clock 60");
  auto const soon = of(R"({"tasks": {"a": {"loop": 1, "resume": "b", "resume": "b", "run": 1},
    "b": {"loop": 2, "suspend": "", "run": 2}}})");
  BOOST_TEST(in_a_line(soon, run_named("fifo", soon)) == "0 a 1 b 5");
}

std::string complaint(std::string const& text) {
  try {
    (void)of(text);
    return "none";
  } catch (usage_error const& e) { return e.what(); }
}

BOOST_AUTO_TEST_CASE(what_is_not_read_is_one_line_that_names_it) {
  std::pair<char const*, char const*> const cases[] = {
      {R"({"tasks": {"t": {"loop": 1, "run": 1, "barrier": "b"}}})",
       "r.json: line 1: /tasks/t/barrier: this event is not read"},
      {R"({"tasks": {"t": {"run": 1}}})",
       "r.json: line 1: /tasks/t: it loops for ever: a 'loop', or a 'duration' in 'global', is "
       "wanted"},
      {R"({"tasks": {"t": {"loop": 1, "run": 1, "policy": "SCHED_BATCH"}}})",
       "r.json: line 1: /tasks/t: the policy 'SCHED_BATCH' is not read"},
      {R"({"tasks": {"t": {"loop": 1, "run": 1, "wait": {"ref": "c", "mutex": "m"}}}})",
       "r.json: line 1: /tasks/t/wait: this event is not read"},
      {R"({"tasks": {"t": {"instance": 2, "loop": 1, "run": 1, "suspend": "s"}}})",
       "r.json: line 1: /tasks/t/suspend: threads that are suspended under one name are not read"},
      {R"({"tasks": {"t": {"loop": 1, "run": 1, "resume": "s", "suspend": "s"}}})",
       "r.json: line 1: /tasks/t/resume: a thread that resumes itself is not read"},
      {R"({"tasks": {"t": {"loop": 1, "cpus": [1], "run": 1}}})",
       "r.json: line 1: /tasks/t/cpus: this event is not read"},
      {R"({"tasks": {"t": {"loop": 1, "cpus": [1], "phases": {"p": {"run": 1}}}}})",
       "r.json: line 1: /tasks/t/cpus: beside 'phases' this is not read"},
      {R"({"global": {"speed": 1}, "tasks": {"t": {"loop": 1, "run": 1}}})",
       "r.json: line 1: /global: 'speed' is not read"},
      {R"({"tasks": {"t": {"loop": 1, "run": 1, "timer": {"ref": "x", "period": 1,
          "mode": "absolute"}}}})",
       "r.json: line 1: /tasks/t/timer: only the mode 'relative' is read"},
  };
  for (auto const& [text, expected] : cases) BOOST_TEST(complaint(text) == expected);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_is_one_line_as_well) {
  std::pair<char const*, char const*> const cases[] = {
      {R"({"tasks": {"t": {"loop": 1, "lock": "m", "run": 1}}})",
       "r.json: line 1: /tasks/t: it still has a lock at their end"},
      {R"({"tasks": {"t": {"loop": 1, "run": 1, "loop": 2}}})",
       "r.json: line 1: /tasks/t/loop: it is given twice"},
      {R"({"tasks": {"t": {"loop": 1, "run": 1}, "t": {"loop": 1, "run": 1}}})",
       "r.json: line 1: /tasks/t: it is given twice"},
      {R"({"tasks": {"t": 5}})", "r.json: line 1: /tasks/t: an object is wanted"},
      {R"({"tasks": {}})", "r.json: line 1: /tasks: a thread is wanted"},
  };
  for (auto const& [text, expected] : cases) BOOST_TEST(complaint(text) == expected);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
