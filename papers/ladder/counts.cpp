// papers/ladder/counts.cpp -- two runs under callgrind for every row, side by side.
#include "papers/ladder/counts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <future>

#include "lib/measure/child.hpp"
#include "lib/measure/interrupt.hpp"
#include "papers/ladder/one_row.hpp"

namespace kont::ladder {
namespace {

constexpr std::uint64_t most_alive = 10'000;  // more take minutes to set up under valgrind
constexpr std::uint64_t few = 1'000, many = 11'000;
constexpr auto patience = std::chrono::seconds(30);

/// Instructions of a whole run, or why there are none.
struct counted {
  std::optional<std::uint64_t> instructions;
  std::string why;
};

counted count(std::vector<std::string> const& self, row const& r, std::uint64_t ops) {
  std::vector<std::string> command{"valgrind", "--tool=callgrind",
                                   "--callgrind-out-file=/dev/null"};
  auto const program = command_for(self, r, ops);
  command.insert(command.end(), program.begin(), program.end());
  auto const child = measure::run_child(command, "", patience);
  if (!child) return {{}, "could not be started"};
  if (child->status != 0) return {{}, fmt::format("ended with status {}", child->status)};
  return {collected(child->err), "said no count"};
}

void count_row(measured& m, std::vector<std::string> const& self) {
  auto refuse = [&](std::string_view why) {
    m.note += fmt::format("{}valgrind: {}", m.note.empty() ? "" : "; ", why);
  };
  if (m.what.n > most_alive) return refuse("not run with so many alive");
  auto const bound = m.what.max_ops == 0 ? many : std::min(many, m.what.max_ops);
  auto const less = std::min(few, bound / 2);
  auto more = std::async(std::launch::async, [&] { return count(self, m.what, bound); });
  auto const low = count(self, m.what, less), high = more.get();
  if (!low.instructions) return refuse(low.why);
  if (!high.instructions) return refuse(high.why);
  m.instructions =
      (static_cast<double>(*high.instructions) - static_cast<double>(*low.instructions)) /
      static_cast<double>(bound - less);
}

}  // namespace

std::optional<std::uint64_t> collected(std::string_view callgrind_says) {
  constexpr std::string_view mark = "Collected : ";
  auto const at = callgrind_says.find(mark);
  if (at == callgrind_says.npos) return std::nullopt;
  auto const digits = callgrind_says.substr(at + mark.size());
  std::uint64_t value = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc{} ? std::optional(value) : std::nullopt;
}

void count_instructions(report& r, std::vector<std::string> const& self, progress const& tell) {
  auto const there = measure::run_child({"valgrind", "--version"}, "", patience);
  if (!there || there->status != 0) {
    r.absent.push_back({"valgrind", "not installed: no instructions are counted"});
    return;
  }
  std::size_t done = 0;
  for (auto& m : r.rows) {
    if (measure::interrupted()) break;
    ++done;
    if (!m.what.timed || !m.refused.empty()) continue;
    if (tell) tell(fmt::format("instructions {}/{} {}", done, r.rows.size(), key(m.what)));
    count_row(m, self);
  }
}

}  // namespace kont::ladder
