// tests/lab/workers_are_drawn.cpp -- a chart, a file and a page say whom each worker served when.
#include "lab/workers_report.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(workers_are_drawn)

namespace {

// Three jobs, of 4, 4 and 2 ticks, by two workers: c goes to whoever is free first.
workload const& work() {
  static workload const three = jobs_of({4, 4, 2});
  return three;
}
workers_run const& shared() {
  static auto const run = by_several(work(), 2, for_ever).front();
  return run;
}

BOOST_AUTO_TEST_CASE(a_letter_for_whom_each_served) {
  auto const chart = chart_of(work(), shared(), 6);
  BOOST_TEST(chart.starts_with("worker 1 |aaaacc|\nworker 2 |bbbb  |\na column is 1 tick; a is "));
}

// In a column of three ticks: the job that was served longest there.
BOOST_AUTO_TEST_CASE(the_longest_in_a_column) {
  auto const chart = chart_of(work(), shared(), 2);
  BOOST_TEST(chart.starts_with("worker 1 |ac|\nworker 2 |b |\n"), chart);
}

BOOST_AUTO_TEST_CASE(a_line_for_each_turn) {
  auto const& jobs = work().jobs;
  BOOST_TEST(csv_of(work(), {shared()}) == "policy,worker,job,from,length\nwork_sharing,1," +
                                               jobs[0].name + ",0,4\nwork_sharing,2," +
                                               jobs[1].name + ",0,4\nwork_sharing,1," +
                                               jobs[2].name + ",4,2\n");
}

BOOST_AUTO_TEST_CASE(how_busy_each_was) {
  auto const busy = busy_parts(shared());
  BOOST_TEST(busy.size() == 2u);
  BOOST_TEST(busy[0] == 1.0);
  BOOST_TEST(busy[1] == 4.0 / 6);
  BOOST_TEST(table_of({shared()}).find("66.7    100.0\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_page_with_a_box_for_each_turn) {
  auto const made = page("says", work(), {shared()});
  std::size_t boxes = 0;
  for (auto at = made.find("<rect"); at != made.npos; at = made.find("<rect", at + 1)) ++boxes;
  BOOST_TEST(boxes == 3u);
  BOOST_TEST(made.find(">worker 2<") != made.npos);
  BOOST_TEST(made.find("src=") == made.npos);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
