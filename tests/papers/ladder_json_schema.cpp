// tests/papers/ladder_json_schema.cpp -- ladder.json has the promised fields, null where unknown.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "papers/ladder/report.hpp"
#include "tests/papers/ladder_rows.hpp"

BOOST_AUTO_TEST_SUITE(ladder_json_schema)

using namespace ladder_test;
using nlohmann::json;

namespace {

json measured_json() {
  auto memory = make_row("memory.continuation", "stack", "kont");
  memory.timed = false;
  rows const all{make_row("closure", "", "baseline"), make_row("call", "", "baseline"), memory,
                 make_row("call", "", "kont", 1), row_that_throws()};
  return json::parse(to_json(measure_rows(all, short_plan(), {})));
}

std::vector<std::string> names(json const& object) {
  std::vector<std::string> out;
  for (auto const& [name, value] : object.items()) out.push_back(name);
  return out;  // in alphabetical order
}

void check_names(json const& object, std::vector<std::string> const& expected) {
  auto const found = names(object);
  BOOST_TEST(found == expected, boost::test_tools::per_element());
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_report_has_exactly_the_promised_parts) {
  auto const j = measured_json();
  check_names(j, {"aa", "machine", "rows", "skipped"});
  check_names(j["rows"][0], {"below", "bytes_each", "checksum", "instructions", "n", "note", "ns",
                             "ops", "rung", "samples", "strategy", "system", "variant", "work"});
  check_names(j["rows"][0]["ns"], {"ci95", "median", "min"});
  check_names(j["rows"][0]["work"], {"contexts", "messages", "ops", "switches"});
  check_names(j["skipped"][0], {"system", "why"});
  check_names(j["aa"][0], {"ci95", "n", "ratio", "rung", "strategy", "system", "variant"});
}

BOOST_AUTO_TEST_CASE(rows_come_by_rung_with_samples_answer_and_what_is_below) {
  auto const j = measured_json();
  auto const &call = j["rows"][0], &closure = j["rows"][2];
  BOOST_TEST(call["rung"] == "call");
  BOOST_TEST(call["samples"].size() == 7u);
  BOOST_TEST(call["checksum"] == 499500);
  BOOST_TEST(call["instructions"].is_null());
  BOOST_TEST(call["below"].is_null());
  BOOST_TEST(closure["rung"] == "closure");
  BOOST_TEST(closure["below"]["rung"] == "call");
}

BOOST_AUTO_TEST_CASE(what_was_not_measured_is_null) {
  auto const j = measured_json();
  auto const &refused = j["rows"][1], &memory = j["rows"][3];
  BOOST_TEST(refused["ns"].is_null());
  BOOST_TEST(refused["bytes_each"].is_null());
  BOOST_TEST(refused["note"].get<std::string>().starts_with("refused: wrong checksum"));
  BOOST_TEST(memory["ns"].is_null());
  BOOST_TEST(memory["samples"].empty());
  BOOST_TEST(memory["bytes_each"] == 123.0);
}

BOOST_AUTO_TEST_CASE(a_run_writes_four_reports_and_the_copy) {
  scratch s;
  s.chosen.json = s.chosen.output_dir / "copy.json";
  BOOST_TEST(run(s.chosen, {make_row("call", "", "baseline")}, {{"boost.fiber", "absent"}}) == 0);
  for (auto const* name : {"ladder.json", "ladder.csv", "ladder.md", "index.html", "copy.json"})
    BOOST_TEST(std::filesystem::file_size(s.chosen.output_dir / name) > 0u, name);
  auto const copy = json::parse(std::ifstream(s.chosen.json));
  BOOST_TEST(copy["skipped"][0]["system"] == "boost.fiber");
}

BOOST_AUTO_TEST_SUITE_END()
