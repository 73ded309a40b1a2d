// tests/lab/ostep_scheduler.cpp -- OSTEP, chapter 7: FIFO, SJF, STCF and RR, turn by turn.
#include <cmath>

#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(ostep_scheduler)

namespace {

/// What follows an option in a command line of the book's simulator; empty: it is not there.
std::string after(std::string const& command, std::string const& option) {
  auto const at = command.find(' ' + option + ' ');
  if (at == command.npos) return {};
  auto const rest = command.substr(at + option.size() + 2);
  return rest.substr(0, rest.find(' '));
}

workload work_of(std::string const& command) {
  std::vector<ticks> lengths;
  for (auto const& length : split(after(command, "-l"), ',')) lengths.push_back(std::stoll(length));
  return jobs_of(lengths);
}

std::string policy_of(std::string const& command) {
  auto const name = after(command, "-p");
  if (name == "RR") return "round_robin:quantum=" + after(command, "-q");
  return name == "FIFO" ? "fifo" : "sjf";
}

bool same(double ours, std::string const& theirs) {  // to the digits that they print
  return theirs.empty() || std::abs(ours - std::stod(theirs)) <= 0.005001;
}

void check(std::vector<std::string> const& fields, figures const& ours) {
  BOOST_TEST_CONTEXT(fields[2]) {
    BOOST_TEST(same(ours.response.mean, fields[3]));
    BOOST_TEST(same(ours.turnaround.mean, fields[4]));
    BOOST_TEST(same(ours.waiting.mean, fields[5]));
  }
}

BOOST_AUTO_TEST_CASE(the_chapters_averages) {
  int checked = 0;
  for (auto const& line : lines_of("ostep_scheduling.csv")) {
    auto const fields = fields_of(line);
    if (!fields[2].starts_with("scheduler.py")) continue;
    auto const work = work_of(fields[2]);
    check(fields, sum_up(work, run_named(policy_of(fields[2]), work)));
    ++checked;
  }
  BOOST_TEST(checked == 12);
}

BOOST_AUTO_TEST_CASE(late_arrivals) {  // in the text: A 100 at 0; B 10 and C 10 at 10
  auto work = jobs_of({100, 10, 10});
  work.jobs[1].arrives = work.jobs[2].arrives = 10;
  auto const late = [&](char const* policy) {
    return sum_up(work, run_named(policy, work)).turnaround.mean;
  };
  BOOST_TEST(same(late("sjf"), "103.33"));
  BOOST_TEST(same(late("srtf"), "50"));
}

// Each block is a command, `[ time T ] Run job J for L secs` for each turn, and the averages.
BOOST_AUTO_TEST_CASE(the_simulators_traces) {
  std::string command;
  std::vector<turn> theirs;
  int checked = 0;
  for (auto const& line : lines_of("ostep_scheduler.txt")) {
    int from = 0, who = 0;
    double length = 0;
    if (line.starts_with("### ")) {
      command = line;
      theirs.clear();
    } else if (std::sscanf(line.c_str(), " [ time %d ] Run job %d for %lf", &from, &who, &length) ==
               3) {
      theirs.push_back({static_cast<std::uint32_t>(who), from, static_cast<ticks>(length)});
    } else if (line.find("Average -- ") != line.npos) {
      auto const ours = turns_of(run_named(policy_of(command), work_of(command)));
      BOOST_TEST((ours == theirs), command);
      ++checked;
    }
  }
  BOOST_TEST(checked == 10);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
