// tests/lab/ostep_mlfq.cpp -- OSTEP, chapter 8: the multi-level feedback queue, tick by tick.
#include <map>

#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(ostep_mlfq)

namespace {

/// `START,LENGTH,PAUSE_EVERY:...`, as the book's simulator takes it; a pause takes 5.
workload work_of(std::string const& list) {
  workload work;
  for (auto const& each : split(list, ':')) {
    auto const part = split(each, ',');
    job j{.name = std::to_string(work.jobs.size())};
    j.arrives = std::stoll(part[0]);
    j.length = std::stoll(part[1]);
    if (part[2] != "0") {
      j.pause_every = std::stoll(part[2]);
      j.pause_for = 5;
    }
    work.jobs.push_back(j);
  }
  return work;
}

/// A command line of the simulator: the jobs, and the policy in our words.
struct command {
  workload work;
  std::string policy = "mlfq:";
  explicit command(std::string const& line) {
    std::map<std::string, std::string> const ours{
        {"-n", "levels="}, {"-q", "quantum="}, {"-B", "boost="}};
    auto const words = split(line, ' ');
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i] == "-l") work = work_of(words[i + 1]);
      if (words[i] == "-S") policy += "forgives=1,";
      if (auto const o = ours.find(words[i]); o != ours.end())
        policy += o->second + words[i + 1] + ',';
    }
    policy.pop_back();
  }
};

BOOST_AUTO_TEST_CASE(the_chapters_averages) {
  int checked = 0;
  for (auto const& line : lines_of("ostep_scheduling.csv")) {
    auto const fields = fields_of(line);
    if (!fields[2].starts_with("mlfq.py")) continue;
    command const c(fields[2]);
    auto const ours = sum_up(c.work, run_named(c.policy, c.work));
    BOOST_TEST_CONTEXT(fields[2]) {
      BOOST_TEST(ours.response.mean == std::stod(fields[3]));
      BOOST_TEST(ours.turnaround.mean == std::stod(fields[4]));
    }
    ++checked;
  }
  BOOST_TEST(checked == 4);
}

// Each block is a command, a line `[ time T ] Run JOB J` for each tick, and the averages.
BOOST_AUTO_TEST_CASE(the_simulators_traces) {
  std::string line_of_command;
  std::vector<std::pair<int, int>> theirs;
  int checked = 0;
  for (auto const& line : lines_of("ostep_mlfq.txt")) {
    int at = 0, who = 0;
    if (line.starts_with("### ")) {
      line_of_command = line;
      theirs.clear();
    } else if (std::sscanf(line.c_str(), "[ time %d ] Run JOB %d at", &at, &who) == 2) {
      theirs.emplace_back(at, who);
    } else if (line.find("  Avg ") == 0) {
      command const c(line_of_command);
      std::vector<std::pair<int, int>> ours;
      for (auto const& t : turns_of(run_named(c.policy, c.work)))
        for (ticks i = 0; i < t.length; ++i)
          ours.emplace_back(static_cast<int>(t.from + i), static_cast<int>(t.job));
      BOOST_TEST((ours == theirs), line_of_command);
      ++checked;
    }
  }
  BOOST_TEST(checked == 4);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
