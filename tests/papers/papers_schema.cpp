// tests/papers/papers_schema.cpp -- a fault of paper.json is one line: file, place and rule.
#include <boost/test/unit_test.hpp>

#include "tests/papers/papers_fixtures.hpp"

BOOST_AUTO_TEST_SUITE(papers_schema)

using namespace papers_test;

namespace {

/// What is said when `from` is `to` instead.
std::string said_with(std::string const& from, std::string const& to) {
  std::string json = a_paper;
  auto const at = json.find(from);
  BOOST_REQUIRE(at != json.npos);
  scratch const s(json.replace(at, from.size(), to));
  return refusal([&] { read_paper(s.how.papers / "two_things"); });
}

void check(std::string const& said, std::string const& part) {
  BOOST_TEST(said.find("two_things/paper.json: " + part) != said.npos, said);
  BOOST_TEST(said.find('\n') == said.npos);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_right_one_is_read) {
  scratch const s;
  auto const p = read_paper(s.how.papers / "two_things");
  BOOST_TEST(p.claims.at(0).to == "^two/10$");
  BOOST_TEST(p.published.lines.at(1).at("a") == "2.5");
}

BOOST_AUTO_TEST_CASE(faults_have_a_place_and_a_rule) {
  check(said_with("\"kind\": \"order\"", "\"kind\": \"better\""),
        "line 7: /claims/0/kind: a claim is order, ratio, slope, flat, crossover or exact");
  check(said_with("\"less\": \"^one/10$\"", "\"less\": \"(\""),
        "line 7: /claims/0/less: a regular expression (ECMAScript) is wanted");
  check(said_with("\"more\"", "\"to\""),
        "line 7: /claims/0: 'to' is not known of order; known are");
  check(said_with("\"y\": \"a\"", "\"y\": \"b\""),
        "line 5: /series/0/published/y: published.csv has no column 'b'; it has n, a");
  check(said_with("\"y\": \"a\"", R"("y": "a", "where": {"n": "twenty"})"),
        "line 5: /series/0/published: no line of published.csv has these cells");
  check(said_with("\"name\": \"two\"", "\"name\": \"one\""),
        "line 6: /series/1/name: two series are called 'one'");
  check(said_with("\"year\": 2000", "\"year\": 20"),
        "line 2: /year: a whole number from 1950 to 2100");
  check(said_with("\"rows\": [\"^switch/\"],", ""),
        "line 1: /: one of rows, programs, lab, effects, queens is wanted");
  check(said_with("\"year\": 2000,", "\"year\": 2000, \"yaer\": 1,"),
        "line 2: /: 'yaer' is not known here");
  check(said_with("\"year\": 2000,", "\"year\": 2000,,"), "line 2: not JSON here");
  check(said_with("\"n\": \"n\"", "\"full\": [\"(\"]"),
        "line 3: /full/0: a regular expression (ECMAScript) is wanted");
  check(said_with("\"n\": \"n\"",
                  R"("programs": [{"system": "x", "run": ["x"], "rungs": ["no.such"]}])"),
        "line 3: /programs/0/rungs/0: a rung of papers/ladder/rungs.cpp is wanted");
}

BOOST_AUTO_TEST_CASE(cells_have_a_source_and_fit_their_header) {
  scratch const s;
  auto const file = s.how.papers / "two_things" / "published.csv";
  kont::measure::replace_file(file, "n,a\n1,2\n");
  auto const sheet = [&] { read_sheet(file); };
  BOOST_TEST(refusal(sheet).find("line 1: the first line is \"# \"") != std::string::npos);
  kont::measure::replace_file(file, "# there\nn,a\n1\n");
  BOOST_TEST(refusal(sheet).find("line 3: 1 fields, the header has 2") != std::string::npos);
  kont::measure::replace_file(file, "# there\nn,a\n10,1.5\n20,many\n");
  check(refusal([&] { read_paper(s.how.papers / "two_things"); }),
        "line 5: /series/0/published: 'many' of published.csv is no number, as '1.5'");
}

BOOST_AUTO_TEST_CASE(fields_with_commas_are_in_quotes) {
  auto const fields = fields_of(R"(a,"b, ""c""",)");
  BOOST_TEST(fields.size() == 3u);
  BOOST_TEST(fields.at(1) == "b, \"c\"");
  BOOST_TEST(quoted(fields.at(1)) == R"("b, ""c""")");
}

BOOST_AUTO_TEST_SUITE_END()
