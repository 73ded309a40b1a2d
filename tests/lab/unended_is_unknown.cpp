// tests/lab/unended_is_unknown.cpp -- who never ends has no turnaround: a dash, nothing, null.
#include <nlohmann/json.hpp>

#include "lab/named.hpp"
#include "lab/page.hpp"
#include "lab/report.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(unended_is_unknown)

namespace {

/// All eat under fifo; under round_robin nobody does.
struct supper {
  workload work = make(named_plan("philosophers").value(), 1);
  std::vector<trial> trials{};
  std::vector<drawn_run> runs{};
  supper() {
    for (char const* policy : {"fifo", "round_robin"}) {
      runs.push_back({policy, work, run(choose(policy), work)});
      trials.push_back({policy, 1, sum_up(work, runs.back().log)});
    }
    BOOST_REQUIRE(trials[0].of.ended == work.jobs.size());
    BOOST_REQUIRE(trials[1].of.ended == 0u);
  }
};

std::string line_with(std::string const& text, std::string const& what) {
  for (auto const& line : split(text, '\n'))
    if (line.find(what) != std::string::npos) return line;
  return "";
}
bool has(std::string const& text, std::string const& what) {
  return text.find(what) != std::string::npos;
}

BOOST_FIXTURE_TEST_CASE(in_the_table, supper) {
  auto const table = table_of_policies(trials);
  BOOST_TEST(has(line_with(table, "round_robin"), "round_robin          –          –"), table);
  BOOST_TEST(!has(line_with(table, "fifo"), dash));
  BOOST_TEST(has(table, about_dashes));
  BOOST_TEST(!has(table_of_policies({trials[0]}), dash));
}

BOOST_FIXTURE_TEST_CASE(in_files, supper) {
  auto const csv = csv_of(trials);
  auto const names = fields_of(split(csv, '\n')[0]), row = fields_of(line_with(csv, "round_robin"));
  auto const json = nlohmann::json::parse(json_of(trials, "philosophers"))["trials"];
  BOOST_REQUIRE(names.size() == row.size());
  for (auto const* name : {"response_mean", "turnaround_p99", "waiting_mean", "slowdown_max",
                           "blocked_max", "decision_ns", "stolen"}) {
    auto const at = static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
    BOOST_TEST(row.at(at) == "", name);
    BOOST_TEST(json[1].at(name).is_null(), name);
    auto const of_real_runs = name == std::string("decision_ns") || name == std::string("stolen");
    BOOST_TEST(json[0].at(name).is_number() != of_real_runs, name);
  }
  BOOST_TEST(json[1].at("switches").is_number());
}

BOOST_FIXTURE_TEST_CASE(on_the_page, supper) {
  auto const text = page("", runs, trials);
  BOOST_TEST(has(text, "<td>round_robin<td>–<td>–<td>–"));
  BOOST_TEST(!has(text, "nan"));
  BOOST_TEST(has(text, about_dashes));
  auto const heat = svg_heat(trials);
  auto const cell = heat.find(">–<");
  BOOST_REQUIRE(cell != heat.npos);
  auto const shade = heat.rfind("fill-opacity='", cell);
  BOOST_TEST(heat.substr(shade, 19) == "fill-opacity='0.80'");  // as dark as the worst
}

// Half of them end: their curve goes up to the half.
BOOST_AUTO_TEST_CASE(in_the_curve_of_turnarounds) {
  auto work = jobs_of({5, 100});
  work.until = 10;
  auto const svg = svg_turnarounds({{"fifo", work, run(choose("fifo"), work)}});
  BOOST_TEST(has(svg, "M670.0 250H670.0V130.0H670"), svg);
}

BOOST_AUTO_TEST_CASE(in_a_sweep) {
  auto const s = run_sweep("workload", {choose("fifo"), choose("round_robin")},
                           named_plan("philosophers").value(), {1, 1});
  BOOST_TEST(has(line_with(table_of(s), "round_robin"), dash));
  BOOST_TEST(has(table_of(s), about_dashes));
  BOOST_TEST(has(csv_of(s), "round_robin\",philosophers,\n"));
  BOOST_TEST(has(svg_of(s), ">–<"));
  sweep curves{.x = "load", .y = "p99", .values = {1, 2, 3, 4}, .policies = {"p"}};
  curves.curves = {{1, unknown, 3, 4}};
  BOOST_TEST(has(svg_of(curves), "<path d='M70.0 "));
  for (auto const* other : {"nan", "inf"}) BOOST_TEST(!has(svg_of(curves), other), other);
  curves.curves = {{unknown, unknown, unknown, unknown}};
  BOOST_TEST(svg_of(curves) == "");
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
