// papers/cores/cores.cpp -- in turn, by each that can: grow a tree, check its sum, take the time.
#include "papers/cores/cores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <regex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/measure/cpu_clock.hpp"
#include "lib/measure/statistics.hpp"
#include "lib/usage_error.hpp"
#include "papers/ladder/all_rows.hpp"
#include "papers/ladder/audit.hpp"
#include "papers/ladder/claims.hpp"
#include "papers/ladder/report.hpp"
#include "papers/ladder/terminal.hpp"
#include "papers/workloads/trees.hpp"

namespace kont::cores {
namespace {

constexpr auto leaves = "tree.skynet", forks = "tree.fork";

// What whole trees have to show: by the median time on the wall.
constexpr ladder::claim wanted[] = {
    {"stack ÷ boost.fiber", "skynet, a leaf", "^tree.skynet/stack/kont//",
     "^tree.skynet/.*/boost.fiber//", 0.02},
    {"crew of 2 ÷ crew of 1", "skynet, a leaf", "^tree.skynet/stack/kont/crew of 2/",
     "^tree.skynet/stack/kont/crew of 1/", 1 / 1.6},
    {"crew of 2 ÷ onetbb", "fork, join", "^tree.fork/stack/kont/crew of 2/",
     "^tree.fork/.*/onetbb/2 threads/", 0.3},
};

struct grown {
  ladder::measured wall;
  std::vector<double> cpu;  // ns per operation, likewise
};

std::vector<grown> growers_of(std::string_view rung, std::regex const& only) {
  std::vector<grown> out;
  for (auto& r : ladder::all_rows().all)
    if (r.rung == rung && std::regex_search(ladder::key(r), only))
      out.emplace_back().wall.what = std::move(r);
  return out;
}

std::vector<std::string> keys_of_trees() {
  std::vector<std::string> out;
  for (auto const* rung : {leaves, forks})
    for (auto const& g : growers_of(rung, std::regex(""))) out.push_back(ladder::key(g.wall.what));
  return out;
}

/// Returns what was wrong, or "". A small one goes before, untimed: what the kernel has still to do
/// after a million fibers falls to the first who runs on two cores then, 80 ms of it.
std::string grow(grown& g, std::uint64_t size) {
  constexpr std::uint64_t small = 10'000;
  g.wall.what.make()->run(std::min(size, small));
  auto const cpu = measure::process_cpu_ns(), wall = measure::wall_ns();
  auto const did = g.wall.what.make()->run(size);
  auto const each = static_cast<double>(size);
  g.cpu.push_back(static_cast<double>(measure::process_cpu_ns() - cpu) / each);
  g.wall.samples.push_back(static_cast<double>(measure::wall_ns() - wall) / each);
  return ladder::wrong_answer(g.wall.what.rung, size, did);
}

void print(std::vector<grown> const& all, std::string_view what) {
  auto const wall_of_last = measure::median(all.back().wall.samples),
             cpu_of_last = measure::median(all.back().cpu);
  fmt::print("{:<28}{:>11}{:>9}{:>15}{:>9}\n", what, "ns wall", "of last", "ns processor",
             "of last");
  for (auto const& g : all) {
    auto const wall = measure::median(g.wall.samples), cpu = measure::median(g.cpu);
    fmt::print("  {:<26}{:>11.1f}{:>9.3f}{:>15.1f}{:>9.3f}\n", label(g.wall.what), wall,
               wall / wall_of_last, cpu, cpu / cpu_of_last);
  }
}

// Of what is wanted, those claims whose rows are here.
void judge(std::vector<grown> const& all) {
  std::vector<ladder::measured> walls;
  for (auto const& g : all) walls.push_back(g.wall);
  constexpr std::uint64_t seed = 1;  // of intervals, which are not printed
  for (auto const& v : ladder::judge(wanted, walls, seed))
    if (v.value) ladder::print(line_of(v));
}

/// False if an answer was wrong; then nothing is printed of the times.
bool table(std::vector<grown> all, std::string_view what, std::uint64_t size, unsigned rounds) {
  if (all.empty()) return true;
  for (unsigned round = 0; round < rounds; ++round) {
    for (auto& g : all) {
      auto const wrong = grow(g, size);
      if (wrong.empty()) continue;
      fmt::print(stderr, "{}: {}\n", label(g.wall.what), wrong);
      return false;
    }
  }
  print(all, what);
  judge(all);
  std::fflush(stdout);
  return true;
}

}  // namespace

int run(options const& how) {
  constexpr unsigned most = 1'000;
  if (how.rounds == 0 || how.rounds > most)
    throw usage_error(fmt::format("--rounds is from 1 to {}", most));
  auto const only = ladder::pattern_of(how.only);
  auto of_leaves = growers_of(leaves, only), of_forks = growers_of(forks, only);
  if (of_leaves.empty() && of_forks.empty())
    throw usage_error(fmt::format("--only matches no row of trees; their keys are {}",
                                  fmt::join(keys_of_trees(), ", ")));
  auto const right =
      table(std::move(of_leaves), "skynet, a leaf of 1,000,000", 1'000'000, how.rounds) &&
      table(std::move(of_forks), "fib(30), a fork", workloads::fib30_forks, how.rounds);
  return right ? 0 : 1;
}

}  // namespace kont::cores
