// papers/effects/published.cpp -- reads published.csv, which is part of the program.
#include "papers/effects/published.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <string>
#include <utility>

#include "papers/effects/published_csv.hpp"

namespace kont::effects {
namespace {

/// What `text` has up to `end`, which is taken off with it.
std::string_view take(std::string_view& text, std::string_view end) {
  auto const found = text.substr(0, text.find(end));
  text.remove_prefix(std::min(text.size(), found.size() + end.size()));
  return found;
}

template <class N> N number_of(std::string_view text) {
  N n{};
  auto const end = text.data() + text.size();
  if (auto const [at, error] = std::from_chars(text.data(), end, n);
      error != std::errc{} || at != end)
    throw std::logic_error("published.csv: no number: " + std::string(text));
  return n;
}

template <class F> void each_line(F f) {
  for (auto rest = published_csv; !rest.empty();) f(take(rest, "\n"));
}

}  // namespace

std::vector<published> all_published() {
  std::vector<published> out;
  bool heading = true;
  each_line([&](std::string_view line) {
    if (line.empty() || line.front() == '#' || std::exchange(heading, false)) return;
    std::array<std::string_view, 5> cell;
    for (auto& each : cell) each = take(line, ",");
    out.push_back(
        {cell[0], number_of<std::int64_t>(cell[1]), cell[2], number_of<double>(cell[3]), cell[4]});
  });
  return out;
}

std::vector<source> all_sources() {
  std::vector<source> out;
  each_line([&](std::string_view line) {
    if (!line.starts_with("# ") || line.find(": ") > line.find(" -- ")) return;
    line.remove_prefix(2);
    auto const name = take(line, ": ");
    out.push_back({name, line});
  });
  return out;
}

}  // namespace kont::effects
