// examples/population/compare.cpp -- one process an engine, one row a process.
#include "examples/population/compare.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <sstream>
#include <vector>

#include "lib/measure/child.hpp"
#include "lib/measure/cpu_clock.hpp"

namespace kont::population {
namespace {

struct line {
  std::uint64_t digest = 0, person_years = 0, bytes = 0, living = 0;
  double cpu_ns = 0, wall_ns = 0;
};

std::vector<std::string> command_line(options const& how, engine const& e) {
  std::vector<std::string> words = {"/proc/self/exe", "population", "--brief"};
  auto const add = [&](std::string_view name, auto const& value) {
    words.push_back(fmt::format("{}={}", name, value));
  };
  add("--people", how.people);
  add("--years", how.years);
  add("--seed", how.seed);
  add("--strategy", e.name);
  add("--policy", e.policy);
  if (!how.parameters.empty()) add("--parameters", how.parameters);
  if (!how.year.empty()) add("--year", how.year);
  if (how.article) words.push_back("--article");
  return words;
}

std::string first_line(std::string const& text) { return text.substr(0, text.find('\n')); }

std::string name_of(engine const& e) {
  return fmt::format("{}{}{}", e.name, e.policy == "fifo" ? "" : ", ",
                     e.policy == "fifo" ? "" : e.policy);
}

// Prints its row. False: it could not be run.
bool run_row(options const& how, engine const& e, line& l) {
  constexpr std::chrono::seconds limit(3'600);
  auto const child = measure::run_child(command_line(how, e), "", limit);
  auto const status = child ? child->status : 127;
  if (status == 0) {
    std::istringstream said(child->out);
    if (said >> l.digest >> l.person_years >> l.bytes >> l.living >> l.cpu_ns >> l.wall_ns) {
      auto const each = static_cast<double>(l.person_years);
      fmt::print("{:<14} {:>9} {:>10.0f} {:>10.0f} {:>10} {:>18x}\n", name_of(e), l.living,
                 l.cpu_ns / each, l.wall_ns / each, l.bytes, l.digest);
      return true;
    }
  }
  fmt::print("{:<14} {}\n", name_of(e),
             child && !child->err.empty() ? first_line(child->err)
                                          : fmt::format("ended with status {}", status));
  return false;
}

}  // namespace

measured measure_run(engine const& e, request const& r) {
  auto const cpu = measure::process_cpu_ns();
  auto const wall = measure::wall_ns();
  measured m{e.run(r), 0, 0};
  m.cpu_ns = static_cast<double>(measure::process_cpu_ns() - cpu);
  m.wall_ns = static_cast<double>(measure::wall_ns() - wall);
  return m;
}

std::string as_line(measured const& m) {
  auto const living = m.what.years.empty() ? 0 : m.what.years.back().living;
  return fmt::format("{} {} {} {} {} {}\n", m.what.digest, m.what.person_years, m.what.bytes,
                     living, m.cpu_ns, m.wall_ns);
}

int compare(options const& how) {
  fmt::print("{:<14} {:>9} {:>10} {:>10} {:>10} {:>18}\n", "strategy", "living", "cpu ns",
             "wall ns", "bytes", "digest");
  line first;
  bool same = true;
  for (auto const& e : engines()) {
    if (how.progress) how.progress(name_of(e));
    line here;
    if (!run_row(how, e, here)) continue;
    if (first.person_years == 0) first = here;
    same = same && here.digest == first.digest;
    std::fflush(stdout);
  }
  if (how.progress) how.progress("");
  fmt::print("ns and bytes are of a person-year and a person; {}\n",
             same ? "all lived the same history" : "THE HISTORIES DIFFER");
  return same ? 0 : 1;
}

}  // namespace kont::population
