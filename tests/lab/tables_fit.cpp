// tests/lab/tables_fit.cpp -- tables are at most 100 columns wide, and have what matters.
#include "lab/named.hpp"
#include "lab/report.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(tables_fit)

namespace {

std::vector<trial> tried(std::string const& workload, std::vector<std::string> const& policies) {
  auto const work = make(named_plan(workload).value(), 1);
  std::vector<trial> all;
  for (auto const& policy : policies)
    all.push_back({choose(policy).name(), 1, sum_up(work, run_named(policy, work))});
  return all;
}
std::size_t widest(std::string const& table) {
  std::size_t most = 0;
  for (auto const& line : split(table, '\n')) most = std::max(most, line.size());
  return most;
}
std::vector<std::string> const some{"fifo", "mlfq:levels=5,quantum=77,boost=1234,forgives=1",
                                    "priority:preemptive=1", "lottery"};

BOOST_AUTO_TEST_CASE(in_100_columns) {
  for (auto const& its : named_workloads()) {
    auto trials = tried(std::string(its.name), some);
    BOOST_TEST(widest(table_of_policies(trials)) <= 100u);
    BOOST_TEST(widest(table_of_policies(trials, true)) > 100u);
    trials[1].real = true;
    trials[2].of.turnaround.mean = 1e18;
    BOOST_TEST(widest(table_of_policies(trials)) <= 100u);
  }
}

BOOST_AUTO_TEST_CASE(with_the_columns_that_are_not_all_zero) {
  auto const has = [](std::string const& workload, char const* column) {
    return table_of_policies(tried(workload, some)).find(column) != std::string::npos;
  };
  BOOST_TEST((has("inversion", "missed") && has("inversion", "blocked")));
  BOOST_TEST((has("schbench:hogs=2", "p99.9 wake") && !has("schbench:hogs=2", "missed")));
}

BOOST_AUTO_TEST_CASE(with_settings_that_somebody_chose) {
  BOOST_TEST(brief(choose("mlfq:boost=7").name()) == "mlfq:boost=7");
  BOOST_TEST(brief(choose("priority").name()) == "priority");
  BOOST_TEST(brief(choose("fifo").name()) == "fifo");
}

BOOST_AUTO_TEST_CASE(with_replays_among_the_policies_only) {
  BOOST_TEST(list_of_policies().find("\nreplay:FILE ") != std::string::npos);
  BOOST_TEST(list_of_workloads().find("replay") == std::string::npos);
  BOOST_TEST(list_of_policies().find("the same;") == std::string::npos);  // as which?
}

BOOST_AUTO_TEST_CASE(with_an_interval_where_seeds_differ) {
  auto trials = tried("convoy", {"fifo", "fifo"});
  BOOST_TEST(table_of_policies(trials).find("±") == std::string::npos);
  for (std::size_t i = 0; i < 2; ++i) trials[i].of.turnaround.mean = i == 0 ? 1 : 3;
  auto const table = table_of_policies(trials);
  BOOST_TEST(table.find("95 % intervals (Student's t)") != std::string::npos);
  BOOST_TEST(table.find("fifo: turnaround 2.00 ± 12.71\n") != std::string::npos, table);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
