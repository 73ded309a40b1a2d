// tests/lab/silberschatz.cpp -- the examples of Silberschatz, Galvin and Gagne, to the last digit.
#include <algorithm>

#include "coroutines/microthreads/policies/predicted_sjf.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(silberschatz)

namespace {

std::vector<ticks> numbers(std::string const& text) {
  std::vector<ticks> all;
  for (auto const& number : split(text, ' ')) all.push_back(std::stoll(number));
  return all;
}

std::string policy_of(std::string const& theirs, std::string const& quantum) {
  if (theirs.starts_with("FCFS")) return "fifo";
  if (theirs.starts_with("SRTF")) return "srtf";
  if (theirs.starts_with("SJF")) return "sjf";
  return theirs.starts_with("RR") ? "round_robin:quantum=" + quantum : "priority";
}

BOOST_AUTO_TEST_CASE(the_tables) {
  int checked = 0;
  for (auto const& line : lines_of("silberschatz_scheduling.csv")) {
    if (line.starts_with("policy")) continue;
    auto const fields = fields_of(line);
    auto lengths = numbers(fields[1]);
    if (fields[0].ends_with("order P2 P3 P1")) std::ranges::rotate(lengths, lengths.begin() + 1);
    auto work = jobs_of(lengths);
    auto const arrivals = numbers(fields[2]), priorities = numbers(fields[3]);
    for (std::size_t i = 0; i < work.jobs.size(); ++i) {
      work.jobs[i].arrives = arrivals[i];
      if (!priorities.empty()) work.jobs[i].priority = static_cast<std::int32_t>(priorities[i]);
    }
    auto const ours = sum_up(work, run_named(policy_of(fields[0], fields[4]), work));
    BOOST_TEST_CONTEXT(line) {
      if (!fields[5].empty())
        BOOST_TEST(ours.waiting.mean == std::stod(fields[5]), boost::test_tools::tolerance(1e-7));
      if (!fields[6].empty()) BOOST_TEST(ours.turnaround.mean == std::stod(fields[6]));
    }
    ++checked;
  }
  BOOST_TEST(checked == 10);
}

BOOST_AUTO_TEST_CASE(priorities_with_round_robin) {
  auto work = jobs_of({4, 5, 8, 7, 3});
  std::int32_t const priorities[] = {3, 2, 2, 1, 3};
  for (std::size_t i = 0; i < 5; ++i) {
    work.jobs[i].name = "P" + std::to_string(i + 1);
    work.jobs[i].priority = priorities[i];
  }
  BOOST_TEST(in_a_line(work, run_named("priority:quantum=2", work)) ==
             "0 P4 7 P2 9 P3 11 P2 13 P3 15 P2 16 P3 20 P1 22 P5 24 P1 26 P5 27");
}

// The figure of the exponential average: bursts 6 4 6 4 13 13 13 after a first guess of 10.
BOOST_AUTO_TEST_CASE(the_next_burst_is_guessed) {
  predicted_sjf policy;
  predicted_sjf::hook t;
  policy.reserve(1);
  policy.put(t, why::created);
  std::vector<ticks> guesses{t.guess};
  for (ticks burst : {6, 4, 6, 4, 13, 13, 13}) {
    policy.ran(*policy.take(), burst);
    policy.put(t, why::woken);
    guesses.push_back(t.guess);
  }
  BOOST_TEST(guesses == (std::vector<ticks>{10, 8, 6, 6, 5, 9, 11, 12}),
             boost::test_tools::per_element());
}

// Its factor: with 0 what was before counts alone, with 1 the last burst.
BOOST_AUTO_TEST_CASE(alpha_weighs_the_last_burst) {
  auto const after = [](ticks alpha) {
    predicted_sjf policy(20, alpha);
    predicted_sjf::hook t;
    policy.reserve(1);
    policy.put(t, why::created);
    policy.ran(*policy.take(), 8);
    policy.put(t, why::woken);
    return t.guess;
  };
  BOOST_TEST(after(0) == 20);
  BOOST_TEST(after(25) == 17);
  BOOST_TEST(after(100) == 8);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
