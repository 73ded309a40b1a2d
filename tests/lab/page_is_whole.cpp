// tests/lab/page_is_whole.cpp -- one page with all pictures, that asks for nothing else.
#include "lab/page.hpp"
#include "lab/chart.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(page_is_whole)

namespace {

std::size_t count(std::string const& text, std::string_view what) {
  std::size_t times = 0;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++times;
  return times;
}

workload const& work() {
  static workload const three = [] {
    auto jobs = jobs_of({5, 3, 4});
    jobs.jobs[1].name = "<b>&'";
    return jobs;
  }();
  return three;
}
drawn_run drawn(std::string const& policy) { return {policy, work(), run_named(policy, work())}; }
trial tried(std::string const& policy) {
  return {policy, 1, sum_up(work(), run_named(policy, work()))};
}

BOOST_AUTO_TEST_CASE(a_box_for_each_turn_at_its_time) {
  auto const svg = svg_gantt(drawn("fifo"));
  BOOST_TEST(count(svg, "height='15.0'") == 3u);  // who ran
  BOOST_TEST(count(svg, "height='3.0'") == 2u);   // who waited, for longer than no time
  BOOST_TEST(count(svg_gantt(drawn("round_robin")), "height='15.0'") == 12u);
  auto const alone = jobs_of({7});
  drawn_run const turns{"turns", alone, run_named("round_robin", alone)};
  BOOST_TEST(count(svg_gantt(turns), "height='15.0'") == 1u);  // those that touch are one
  BOOST_TEST(svg_gantt({"none", work(), {}, false}).empty());
}

BOOST_AUTO_TEST_CASE(all_pictures_are_in_it) {
  auto const text =
      page("two <policies>", {drawn("fifo"), drawn("sjf")}, {tried("fifo"), tried("sjf")});
  BOOST_TEST(count(text, "<figure>") == 4u);  // two charts, the curves, the heat map
  BOOST_TEST(count(text, "<svg") == 4u);
  BOOST_TEST(count(text, "two &lt;policies&gt;") == 1u);
  BOOST_TEST(count(text, "&lt;b&gt;&amp;&#39;") == 2u);
  BOOST_TEST(text.ends_with("</body></html>\n"));
  for (auto const* other : {"http", "<script", "<link", "src=", "<b>", "nan", "inf"})
    BOOST_TEST(count(text, other) == 0u, other);
}

// Of many jobs those that are drawn may be done long before the others.
BOOST_AUTO_TEST_CASE(a_chart_ends_with_its_rows) {
  auto const many = jobs_of(std::vector<ticks>(50, 10));
  drawn_run const run{"fifo", many, run_named("fifo", many)};
  BOOST_TEST(end_of(many, run.log, 40) == 400);
  BOOST_TEST(end_of(many, run.log, 100) == 500);
  BOOST_TEST(count(svg_gantt(run), ">400</text>") == 1u);
  BOOST_TEST(count(svg_gantt(run), ">500</text>") == 0u);
  BOOST_TEST(count(page("", {run}, {}), "; the first 40 of 50 jobs, till tick 400, of 500") == 1u);
  BOOST_TEST(count(gantt(many, run.log), "(and 10 more; drawn till tick 400, of 500)") == 1u);
  auto cut = many;
  cut.until = 55;  // some never end, and wait to the end
  BOOST_TEST(end_of(cut, run_named("fifo", cut), 2) == 20);
  BOOST_TEST(end_of(cut, run_named("fifo", cut), 40) == 55);
}

BOOST_AUTO_TEST_CASE(the_worst_is_the_darkest) {
  auto const svg = svg_heat({tried("fifo"), tried("sjf")});
  BOOST_TEST(count(svg, "fill-opacity='0.80'") > 0u);
  BOOST_TEST(count(svg, "fill-opacity='0.08'") > 0u);
  BOOST_TEST(svg_heat({tried("fifo")}).empty());  // nothing to compare
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
