// tests/lab/rt_app_written_loosely.cpp -- rt-app's files need not be JSON proper; ours must be.
#include "lab/loose_json.hpp"
#include "lab/workload.hpp"
#include "lib/usage_error.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(rt_app_written_loosely)

namespace {

std::string complaint(std::string const& text) {
  try {
    (void)make(parse_plan(text, "r.json"), 1);
    return "none";
  } catch (usage_error const& e) { return e.what(); }
}

BOOST_AUTO_TEST_CASE(a_file_with_all_of_it) {
  auto const work = make(read_plan(KONT_LAB_ANSWERS "/rt_app_loose.json"), 1);
  BOOST_REQUIRE(work.jobs.size() == 2u);
  BOOST_TEST(work.locks == std::vector<std::string>{"bus//1"}, boost::test_tools::per_element());
  std::vector<step> const pump{{doing::run, 4},   {doing::pause, 3}, {doing::lock},
                               {doing::run, 2},   {doing::unlock},   {doing::run, 1},
                               {doing::timer, 30}};
  std::vector<step> const valve{
      {doing::run, 5}, {doing::pause, 0}, {doing::run, 6}, {doing::run, 1}, {doing::run, 1}};
  BOOST_TEST((work.jobs[0].steps == pump));
  BOOST_TEST((work.jobs[1].steps == valve));
  BOOST_TEST(in_a_line(work, run_named("fifo", work)) ==
             "0 pump 4 valve 9 pump 12 valve 20 - 30 pump 34 - 37 pump 40 - 60 pump 60");
}

// Blanks are put for what is passed over, so that lines and all the rest stay where they are.
BOOST_AUTO_TEST_CASE(the_line_is_that_of_the_file) {
  std::pair<char const*, char const*> const cases[] = {
      {"{/*\n\n*/ \"tasks\": {\"t\": {\"loop\": 1, // one\n\"run\": 0,}}}",
       "r.json: line 4: /tasks/t/run: a whole number from 1 to 1000000000000 is wanted"},
      {"{\"tasks\": {\"t\": {\"loop\": 1,\n\"run\": 1,\n\"run\": 1,\n\"barrier\": \"b\"}}}",
       "r.json: line 4: /tasks/t/barrier: this event is not read"},
      {"{\"tasks\": {\"t\": {\"loop\": 1, /* one */\n\"run\" 1}}}",
       "r.json: line 2: not JSON here"},
      {"{\"tasks\": {\"t\": {\"suspend\",\n\"run\": 1}}}", "r.json: line 1: not JSON here"},
      {"{\"tasks\": {\"t\": {\"loop\": 1,\n\"run\": 1}},\n/* no end\n}",
       "r.json: line 3: not JSON here"},
      {"{\"tasks\": {\"t\": {\"loop\": 1, \"run\": 1,,}}}", "r.json: line 1: not JSON here"},
  };
  for (auto const& [text, expected] : cases) BOOST_TEST(complaint(text) == expected);
}

BOOST_AUTO_TEST_CASE(ours_stay_json_proper) {
  std::pair<char const*, char const*> const cases[] = {
      {"{\"jobs\": [{\"length\": 1}]}", "none"},
      {"{\n/* a comment */\"jobs\": [{\"length\": 1}]}", "r.json: line 2: not JSON here"},
      {"{\"jobs\": [{\"length\": 1}\n]} // one", "r.json: line 2: not JSON here"},
      {"{\"jobs\": [{\"length\": 1,\n}]}", "r.json: line 1: not JSON here"},
      {"{\"jobs\": [\n{\"length\": 1},\n]}", "r.json: line 2: not JSON here"},
      {"{\"tasks\": [{\"period\": 2, \"cost\": 1,}]}", "r.json: line 1: not JSON here"},
      {"{\"jobs\": [{\"length\": 1, \"length\": 1}]}",
       "r.json: line 1: /jobs/0/length: it is given twice"},
      {"{\"jobs\": [{\"length\": 1, \"name\": \"/*,}//\"}]}", "none"},
  };
  for (auto const& [text, expected] : cases) BOOST_TEST(complaint(text) == expected);
}

BOOST_AUTO_TEST_CASE(strings_are_left_alone) {
  for (char const* text : {R"(["a // b", "\\", "\"/*", ",]"])", R"(["no end, }//)", R"(["\)"}) {
    auto const same = strictly(text);
    BOOST_TEST(same.text == text);
    BOOST_TEST(!same.first_loose.has_value());
  }
  auto const loose = strictly("[1, /* , */ 2,\n// 3,\n]//");
  BOOST_TEST(loose.text == "[1,         2 \n     \n]  ");
  BOOST_TEST(loose.first_loose.value() == 4u);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
