// tests/lab/sweeps.cpp -- one number through a range: what theory says of the curves.
#include "lab/sweep.hpp"

#include <set>

#include "lab/page.hpp"
#include "lib/usage_error.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(sweeps)

namespace {

plan open_plan() {
  return parse_plan(R"({"open": {"jobs": 2000, "every": 1, "service": {"exponential": 100}}})",
                    "w.json");
}

BOOST_AUTO_TEST_CASE(the_tail_rises_with_the_load) {
  auto const s = run_sweep("load", {choose("fifo"), choose("srtf")}, open_plan(), {1, 3});
  BOOST_TEST(s.values.size() == 10u);
  for (auto const& curve : s.curves) BOOST_TEST(std::ranges::is_sorted(curve));
  // The sojourn of M/M/1 is exponential, of mean 100/(1 - load): its p99 is 4.6 times that.
  BOOST_TEST(s.curves[0][4] == 4.605 * 200, boost::test_tools::tolerance(0.25));
}

BOOST_AUTO_TEST_CASE(a_long_quantum_is_unfair) {
  auto const p = parse_plan(R"({"jobs": [{"length": 1000, "count": 5}], "until": 1000})", "w.json");
  auto const s = run_sweep("quantum", {choose("round_robin")}, p, {1, 1});
  BOOST_TEST(s.curves[0].front() > 0.99);
  BOOST_TEST(s.curves[0].back() == 0.2, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(a_map_of_policies_and_workloads) {
  auto const p = parse_plan(R"({"jobs": [{"length": 30}, {"length": 10}]})", "mine.json");
  auto const s = run_sweep("workload", {choose("fifo"), choose("sjf")}, p, {1, 1});
  BOOST_TEST(s.names.front() == "mine.json");
  BOOST_TEST(s.names.size() > 6u);
  BOOST_TEST(s.curves[0][0] == 35.0 / 25, boost::test_tools::tolerance(1e-9));  // (30 + 40) / 2
  BOOST_TEST(s.curves[1][0] == 1);
  for (auto const& line : split(table_of(s), '\n')) BOOST_TEST(line.size() <= 80u);
  for (auto const& name : s.names)  // whole, and it ends where its numbers do
    BOOST_TEST((table_of(s).find(name + ' ') != std::string::npos ||
                table_of(s).find(name + '\n') != std::string::npos),
               table_of(s));
  BOOST_TEST(csv_of(s).find("\"sjf\",mine.json,1\n") != std::string::npos);
  BOOST_TEST(svg_of(s).find("mine.json") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(as_a_table_a_file_and_a_picture) {
  sweep s;
  s.x = "load", s.y = "p99";
  s.values = {0.1, 0.2};
  for (int i = 0; i < 6; ++i) {
    s.policies.push_back(i == 0 ? "<fifo>" : "a_policy_of_a_very_long_name:quantum=123456");
    s.curves.push_back({1e15 / 3, 2});
  }
  for (auto const& line : split(table_of(s), '\n')) BOOST_TEST(line.size() <= 100u);
  BOOST_TEST(table_of(s).find("name:quantum=123456") != std::string::npos);  // whole, to its end
  BOOST_TEST(split(csv_of(s), '\n').size() == 13u);
  auto const text = page("says", s);
  BOOST_TEST(text.find("&lt;fifo&gt;") != text.npos);
  for (auto const* other : {"http", "<fifo>", "nan", "inf"})
    BOOST_TEST(text.find(other) == text.npos, other);
}

BOOST_AUTO_TEST_CASE(axes_have_marks) {
  sweep s{.x = "load", .y = "p99", .values = {1, 2}, .policies = {"p"}, .curves = {{210, 390}}};
  auto const has = [&](std::string const& mark) {
    return svg_of(s).find('>' + mark + '<') != std::string::npos;
  };
  BOOST_TEST((has("0") && !has("-0") && has("p99")));
  s.logarithmic_y = true;
  BOOST_TEST((has("200") && has("500") && has("p99, logarithmic") && has("load")));
  s.curves = {{20, 2'100}};
  BOOST_TEST((has("100") && has("1000") && !has("200")));
  s.curves = {{100, 100}};
  BOOST_TEST((has("100") && has("200")));
}

BOOST_AUTO_TEST_CASE(each_of_many_curves_has_its_own_pen) {
  sweep s{.x = "load", .y = "p99", .values = {1, 2}};
  for (std::size_t i = 0; i < contenders().size() + 4; ++i) {
    s.policies.emplace_back("p");
    s.curves.push_back({1, 2});
  }
  std::set<std::string> pens;
  std::size_t paths = 0;
  for (auto const& line : split(svg_of(s), '\n')) {
    auto const path = line.find("<path d='M70.0");
    if (path == std::string::npos) continue;
    ++paths;
    pens.insert(line.substr(line.find("fill")));
  }
  BOOST_TEST(paths == s.curves.size());
  BOOST_TEST(pens.size() == paths);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_swept) {
  auto const refuses = [](char const* what, char const* policy, plan const& p, char const* said) {
    BOOST_CHECK_EXCEPTION((void)run_sweep(what, {choose(policy)}, p, {1, 1}), usage_error,
                          [&](auto const& e) { return e.what() == std::string(said); });
  };
  refuses("speed", "fifo", open_plan(), "--sweep is load, quantum or workload, not 'speed'");
  refuses("quantum", "fifo", open_plan(), "--sweep quantum: fifo has no quantum");
  refuses("load", "fifo", parse_plan(R"({"jobs": [{"length": 1}]})", "w.json"),
          "--sweep load is of a workload with an 'open' queue");
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
