// tests/lab/lab_tests.hpp -- known answers read from the files beside; histories in their words.
#pragma once
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "lab/account.hpp"
#include "lab/chart.hpp"
#include "lab/contender.hpp"

namespace kont::lab {

/// The lines of a file of known answers, without the first, which says where they come from.
inline std::vector<std::string> lines_of(std::string const& name) {
  std::ifstream in(std::string(KONT_LAB_ANSWERS) + '/' + name);
  std::vector<std::string> lines;
  std::string line;
  BOOST_REQUIRE_MESSAGE(std::getline(in, line), name << " can be read");
  while (std::getline(in, line)) lines.push_back(line);
  BOOST_REQUIRE(!lines.empty());
  return lines;
}

/// The fields of a line of CSV; those with commas are in quotes.
inline std::vector<std::string> fields_of(std::string const& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

inline std::vector<std::string> split(std::string const& text, char at) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, at);) parts.push_back(part);
  return parts;
}

/// Jobs with these lengths, named 0, 1, ..., that come at once.
inline workload jobs_of(std::vector<ticks> const& lengths) {
  workload work;
  for (auto length : lengths)
    work.jobs.push_back({.name = std::to_string(work.jobs.size()), .length = length});
  return work;
}

inline history run_named(std::string const& policy, workload const& work) {
  auto log = run(choose(policy), work);
  auto const fault = fault_in(work, log);
  BOOST_TEST_CONTEXT(policy) { BOOST_TEST(!fault.has_value(), fault.value_or("")); }
  return log;
}

/// A turn: who, from when, for how long.
struct turn {
  std::uint32_t job;
  ticks from, length;
  bool operator==(turn const&) const = default;
};
inline std::vector<turn> turns_of(history const& log) {
  std::vector<turn> all;
  for (auto const& e : log) {
    if (e.what == happening::runs) {
      all.push_back({e.job, e.at, 0});
    } else if (ends_a_turn(e.what)) {
      all.back().length = e.at - all.back().from;
    }
  }
  return all;
}

/// How far the numbers of a drawn workload go.
struct reach {
  std::uint32_t jobs, length, arrives;
  std::uint32_t pauses;  ///< one job of so many
  std::uint32_t pause_every, shortest_pause, pause_for;
};
/// Jobs of any kind; the same for the same dice.
inline workload drawn(std::mt19937& dice, reach const& to) {
  auto work = jobs_of(std::vector<ticks>(1 + dice() % to.jobs));
  for (auto& j : work.jobs) {
    j.length = 1 + dice() % to.length;
    j.arrives = dice() % to.arrives;
    if (dice() % to.pauses == 0) {
      j.pause_every = 1 + dice() % to.pause_every;
      j.pause_for = to.shortest_pause + dice() % to.pause_for;
    }
    j.weight = 1 + dice() % 10;
    j.priority = static_cast<std::int32_t>(dice() % 5);
    if (dice() % 2 == 0) j.deadline = j.arrives + static_cast<ticks>(dice() % 300);
    if (dice() % 2 == 0) j.period = 1 + dice() % 300;
  }
  return work;
}

}  // namespace kont::lab
