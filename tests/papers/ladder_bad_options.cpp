// tests/papers/ladder_bad_options.cpp -- bad input is one line that says what is allowed.
#include <boost/test/unit_test.hpp>

#include "tests/papers/ladder_rows.hpp"

BOOST_AUTO_TEST_SUITE(ladder_bad_options)

using namespace ladder_test;

namespace {

rows const all{make_row("call", "", "baseline"), make_row("switch", "stack", "kont"),
               make_row("switch", "frame", "kont"), make_row("switch", "context", "boost.context")};

bool has(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }

void check_one_line(std::string const& why, std::string_view part) {
  BOOST_TEST(has(why, part), why);
  BOOST_TEST(!has(why, "\n"));
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_bad_regex_is_refused) {
  scratch const s("sw[itch");
  check_one_line(refusal(s.chosen, all), "\"sw[itch\" is not a regular expression (ECMAScript)");
}

BOOST_AUTO_TEST_CASE(a_regex_that_matches_nothing_names_the_rungs) {
  scratch const s("swotch");
  check_one_line(refusal(s.chosen, all), "the rungs are: call, closure, cps.step, switch");
}

BOOST_AUTO_TEST_CASE(an_unknown_strategy_names_the_ones_there_are) {
  scratch s;
  s.chosen.strategy = "stakc";
  check_one_line(refusal(s.chosen, all),
                 "no strategy is called \"stakc\"; allowed are: frame, stack");
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_written_is_refused_before_measuring) {
  scratch s;
  s.chosen.json = "/dev/null/ladder.json";
  check_one_line(refusal(s.chosen, all), "cannot write /dev/null/ladder.json: Not a directory");
  BOOST_TEST(!std::filesystem::exists(s.chosen.output_dir / "ladder.json"));
}

BOOST_AUTO_TEST_CASE(an_unknown_row_is_refused) {
  scratch s;
  s.chosen.one_row = "switch/stack";
  check_one_line(refusal(s.chosen, all), "no row has the key \"switch/stack\"");
}

BOOST_AUTO_TEST_SUITE_END()
