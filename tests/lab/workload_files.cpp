// tests/lab/workload_files.cpp -- what a file may say; and of what it may not, one line says which.
#include "lab/workload.hpp"
#include "lib/usage_error.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(workload_files)

namespace {

std::string complaint(std::string const& text) {
  try {
    (void)make(parse_plan(text, "w.json"), 1);
    return "none";
  } catch (usage_error const& e) { return e.what(); }
}

BOOST_AUTO_TEST_CASE(each_fault_is_one_line_with_its_place) {
  std::pair<char const*, char const*> const cases[] = {
      {"", "w.json: line 1: not JSON here"},
      {"{\n\"jobs\": [\n{]", "w.json: line 3: not JSON here"},
      {"[]", "w.json: line 1: /: an object is wanted"},
      {"{}", "w.json: line 1: /: one of jobs, tasks, draw, open and named is wanted"},
      {R"({"job": []})",
       "w.json: line 1: /: 'job' is not known here; known are jobs, tasks, draw, open, named, "
       "until"},
      {R"({"jobs": []})", "w.json: line 1: /jobs: a list is wanted, of one at least"},
      {R"({"jobs": [{}]})", "w.json: line 1: /jobs/0: 'length' is missing"},
      {R"({"jobs": [{"length": 1}, {"length": 0}]})",
       "w.json: line 1: /jobs/1/length: a whole number from 1 to 1000000000000 is wanted"},
      {R"({"jobs": [{"length": 1.5}]})",
       "w.json: line 1: /jobs/0/length: a whole number from 1 to 1000000000000 is wanted"},
      {R"({"jobs": [{"length": 18446744073709551615}]})",
       "w.json: line 1: /jobs/0/length: a whole number from 1 to 1000000000000 is wanted"},
      {R"({"jobs": [{"length": 1e999}]})",
       "w.json: line 1: /jobs/0/length: a number is out of range"},
      {R"({"jobs": [{"length": 1}], "tasks": [{"period": 2, "cost": 1e999}]})",
       "w.json: line 1: /tasks/0/cost: a number is out of range"},
      {R"({"draw": {"tasks": 1, "utilization": 1, "periods": [3, 1e999]}})",
       "w.json: line 1: /draw/periods/1: a number is out of range"},
      {R"({"jobs": [{"length": 1, "length": 2}]})",
       "w.json: line 1: /jobs/0/length: it is given twice"},
      {R"({"jobs": [{"length": 1, "pause_for": 2}]})",
       "w.json: line 1: /jobs/0: 'pause_every' and 'pause_for' come together"},
      {R"({"jobs": [{"length": 1, "arrives": 5, "deadline": 4}]})",
       "w.json: line 1: /jobs/0/deadline: a whole number from 5 to 1000000000000 is wanted"},
      {R"({"jobs": [{"length": 1, "name": "a\nb"}]})",
       "w.json: line 1: /jobs/0/name: a name has at most 40 characters, none of them a control"},
      {R"({"jobs": [{"length": 1000000000000, "count": 2}]})",
       "w.json: line 1: /: the jobs of this workload need more than 10^12 ticks"},
      {R"({"tasks": [{"period": 1, "cost": 1}], "until": 1000000000000})",
       "w.json: line 1: /: more than a million jobs come of this workload; a smaller 'until' "
       "helps"},
  };
  for (auto const& [text, expected] : cases) BOOST_TEST(complaint(text) == expected);
}

// Of a number, too, behind which the parser has to look; of a member that is not known, its own.
BOOST_AUTO_TEST_CASE(the_line_is_that_of_the_value) {
  auto const with = [](std::string const& members) {
    return complaint("{\n\"jobs\": [\n  {\"length\": 1},\n  {\"name\": \"b\",\n" + members +
                     "\n}\n]}");
  };
  auto const deep = std::string(97, '[');
  std::pair<std::string, char const*> const cases[] = {
      {R"("length": 7)", "none"},
      {R"("length": 0)", "5: /jobs/1/length: a whole number from 1 to 1000000000000 is wanted"},
      {"\"length\":\n0\n,\"weight\": 1",
       "6: /jobs/1/length: a whole number from 1 to 1000000000000 is wanted"},
      {R"("weight": 7)", "4: /jobs/1: 'length' is missing"},
      {"\"length\": 1,\n\n\"wait\": 7",
       "7: /jobs/1: 'wait' is not known here; known are name, arrives, length, pause_every, "
       "pause_for, weight, currency, priority, deadline, count, steps, rounds"},
      {"\"length\": 1,\n\"length\": 7", "6: /jobs/1/length: it is given twice"},
      {"\"length\": 1,\n\"weight\": 1e999", "6: /jobs/1/weight: a number is out of range"},
      {"\"length\": 1,\n\"steps\": [\n{\"run\": 1}]",
       "5: /jobs/1: 'length' and 'steps' exclude each other"},
      {"\"steps\": [\n{\"run\": 1},\n{\"unlock\": \"m\"}]",
       "7: /jobs/1/steps/1: it has not this lock"},
      {"\"length\": 1,\n\"name\": \"a\nb\"", "6: not JSON here"},
      {"\"length\": 1,\n", "5: not JSON here"},
      {"\"name\": " + deep + "\n[", "6: it is nested more than 100 deep"},
  };
  for (auto const& [members, expected] : cases) {
    auto const said = with(members);
    BOOST_TEST((said == expected || said == std::string("w.json: line ") + expected),
               said << " for " << expected);
  }
}

BOOST_AUTO_TEST_CASE(each_fault_of_steps_and_names_is_one_line_with_its_place) {
  std::pair<char const*, char const*> const cases[] = {
      {R"({"open": {"jobs": 5, "every": 1, "service": {"normal": 1}}})",
       "w.json: line 1: /open/service: 'normal' is not known here; known are constant, "
       "exponential, "
       "pareto, bimodal"},
      {R"({"jobs": [{"rounds": 2, "length": 3}]})",
       "w.json: line 1: /jobs/0: 'rounds' are of 'steps'"},
      {R"({"jobs": [{"steps": [{"run": 1}], "length": 3}]})",
       "w.json: line 1: /jobs/0: 'length' and 'steps' exclude each other"},
      {R"({"jobs": [{"steps": [{"run": 1, "pause": 1}]}]})",
       "w.json: line 1: /jobs/0/steps/0: one of run, pause, timer, lock, unlock, send, receive is "
       "wanted"},
      {R"({"jobs": [{"steps": [{"run": 1}, {"unlock": "m"}]}]})",
       "w.json: line 1: /jobs/0/steps/1: it has not this lock"},
      {R"({"jobs": [{"steps": [{"lock": "m"}, {"run": 1}, {"lock": "m"}]}]})",
       "w.json: line 1: /jobs/0/steps/2: it has this lock already"},
      {R"({"tasks": [{"period": 9, "steps": [{"lock": "m"}, {"run": 1}]}]})",
       "w.json: line 1: /tasks/0/steps: it still has a lock at their end"},
      {R"({"jobs": [{"steps": [{"pause": 1}]}]})",
       "w.json: line 1: /jobs/0/steps: one of them is a run"},
      {R"({"jobs": [{"steps": [{"run": 1000000}], "rounds": 10000000}]})",
       "w.json: line 1: /jobs/0: the steps take more than 10^12 ticks"},
      {R"({"jobs": [{"steps": [{"run": 1}, {"pause": 0}], "rounds": 9000000}]})",
       "w.json: line 1: /: the jobs of this workload do more than 10 million steps"},
      {R"({"named": {"mutexes": {}}})",
       "w.json: line 1: /named: no workload is called 'mutexes'; kont lab list names them"},
      {R"({"named": {"mutex": {"jobs": 0}}})",
       "w.json: line 1: /named/mutex/jobs: a whole number from 1 to 1000 is wanted"},
      {R"({"named": {"mutex": {"job": 1}}})",
       "w.json: line 1: /named/mutex: 'job' is not known here; known are jobs, rounds, inside, "
       "outside, "
       "pause"},
  };
  for (auto const& [text, expected] : cases) BOOST_TEST(complaint(text) == expected);
}

BOOST_AUTO_TEST_CASE(all_that_is_documented_is_read) {
  auto const p = parse_plan(R"({
    "jobs": [{"name": "a", "arrives": 3, "length": 7, "pause_every": 2, "pause_for": 5,
              "weight": 4, "currency": 2, "priority": -1, "deadline": 90},
             {"length": 2, "count": 3}],
    "tasks": [{"name": "t", "period": 20, "cost": 5, "deadline": 15, "offset": 2}],
    "draw": {"tasks": 3, "utilization": 0.3, "periods": [100, 200]},
    "open": {"jobs": 10, "every": 8, "service": {"bimodal": {"short": 1, "long": 9,
                                                             "long_part": 0.1}}},
    "until": 500})",
                            "w.json");
  auto const work = make(p, 1);
  BOOST_TEST(work.until == 500);
  auto const& a = work.jobs[0];
  BOOST_TEST((a.name == "a" && a.arrives == 3 && a.length == 7 && a.pause_every == 2));
  BOOST_TEST((a.pause_for == 5 && a.weight == 4 && a.priority == -1 && a.deadline == 90 &&
              a.currency == 2));
  BOOST_TEST(work.jobs[3].name == "j1.3");
  auto const& t = work.jobs[5];  // the second release
  BOOST_TEST((t.name == "t" && t.arrives == 22 && t.length == 5 && t.deadline == 37));
  BOOST_TEST((t.period == 20 && t.allowance == 15));
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_read) {
  for (char const* file : {"/nowhere/w.json", "/"}) {
    BOOST_CHECK_EXCEPTION((void)read_plan(file), usage_error, [&](auto const& e) {
      return std::string(e.what()).starts_with("cannot read the workload " + std::string(file) +
                                               ": ");
    });
  }
}

BOOST_AUTO_TEST_CASE(a_policy_is_chosen_by_name_and_settings) {
  BOOST_TEST(choose("mlfq:boost=7,levels=2").name() ==
             "mlfq:levels=2,quantum=10,boost=7,forgives=0");
  BOOST_TEST(choose("fifo").name() == "fifo");
  auto const refuses = [](char const* text, char const* hint) {
    BOOST_CHECK_EXCEPTION((void)choose(text), usage_error, [&](auto const& e) {
      return std::string(e.what()).find(hint) != std::string::npos;
    });
  };
  refuses("rr", "no policy is called 'rr'; they are currencies, deadline_monotonic, dice");
  refuses("mlfq:speed=3", "mlfq: 'speed=3' is no setting; NAME=NUMBER of levels, quantum");
  refuses("mlfq:levels", "'levels' is no setting");
  refuses("mlfq:levels=0", "levels is a whole number from 1 to 1000, not '0'");
  refuses("mlfq:levels=9999999999999999999", "from 1 to 1000");
  refuses("mlfq:", "'' is no setting");
  refuses("fifo:quantum=1", "it has none");
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
