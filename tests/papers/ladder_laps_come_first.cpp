// tests/papers/ladder_laps_come_first.cpp -- where n go round, laps that are not timed come before
// each run that is, and no run is less than a lap.
#include <boost/test/unit_test.hpp>
#include <memory>
#include <vector>

#include "papers/ladder/contender.hpp"
#include "tests/papers/ladder_rows.hpp"

BOOST_AUTO_TEST_SUITE(ladder_laps_come_first)

using namespace ladder_test;

namespace {

using lengths = std::vector<std::uint64_t>;

struct noted_runs : plain {
  lengths& runs;
  noted_runs(std::string on, lengths& to) : plain(std::move(on), 0, 1), runs(to) {}
  work run(std::uint64_t ops) override {
    runs.push_back(ops);
    return plain::run(ops);
  }
};

// What is run for one sample of a row of that rung, with so many alive.
lengths runs_of_a_sample(std::string const& rung, std::uint64_t n) {
  lengths runs;
  measured m;
  m.what = make_row(rung, "stack", "kont");
  m.what.n = n;
  m.what.make = [&] { return std::make_unique<noted_runs>(rung, runs); };
  contender c(m);
  c.calibrate();
  runs.clear();
  c.sample();
  BOOST_TEST(m.samples.size() == 1);
  return runs;
}

}  // namespace

BOOST_AUTO_TEST_CASE(laps_come_first) {
  auto runs = runs_of_a_sample("microthread.yield", 100);
  BOOST_TEST_REQUIRE(runs.size() > 1);
  BOOST_TEST(runs.back() > 100);
  runs.pop_back();
  BOOST_TEST(runs == lengths(runs.size(), 100), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(no_run_is_less_than_a_lap) {
  constexpr std::uint64_t n = 50'000'000;  // a lap of which takes longer than a run of others
  auto runs = runs_of_a_sample("coroutine.transfer", n);
  BOOST_TEST_REQUIRE(runs.size() > 1);
  BOOST_TEST(runs.back() >= n);  // longer, should the machine be so fast
  runs.pop_back();
  BOOST_TEST(runs == lengths(runs.size(), n), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(where_none_go_round_there_is_no_lap) {
  BOOST_TEST(runs_of_a_sample("switch", 100).size() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
