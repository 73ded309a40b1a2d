// papers/ladder/report.cpp -- what all five reports say alike: names, numbers, comparisons.
#include "papers/ladder/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "papers/ladder/rungs.hpp"

namespace kont::ladder {
namespace {

bool same_group(row const& a, row const& b) { return a.rung == b.rung && a.n == b.n; }

/// How well `low` stands below `high`; smaller is better. The same system and strategy first, then
/// kont on that strategy, then kont's default, then a baseline; then the same or the nearest n.
auto distance(row const& low, row const& high) {
  int kin = 4;
  if (low.strategy == high.strategy && low.system == high.system)
    kin = 0;
  else if (low.strategy == high.strategy && low.system == "kont")
    kin = 1;
  else if (is_default_stack(low))
    kin = 2;
  else if (low.system == "baseline")
    kin = 3;
  auto const apart = low.n > high.n ? low.n - high.n : high.n - low.n;
  return std::tuple(kin, low.n > high.n, apart);
}

measured const* row_below(report const& r, row const& high) {
  auto const& rung_below = find_rung(high.rung).below;
  measured const* best = nullptr;
  for (auto const& low : r.rows) {
    if (low.what.rung != rung_below || !low.ns || !low.what.variant.empty()) continue;
    if (!best || distance(low.what, high) < distance(best->what, high)) best = &low;
  }
  return best;
}

}  // namespace

void compare_with_below(report& r) {
  for (auto& m : r.rows) {
    auto const* below = m.ns ? row_below(r, m.what) : nullptr;
    if (!below) continue;
    m.below = step{below->what.rung, m.ns->median - below->ns->median,
                   overlap(m.ns->ci95, below->ns->ci95)};
  }
}

measured const* reference(report const& r, measured const& of) {
  measured const* best = nullptr;
  auto rank = [](measured const& m) {
    int const kind = is_default_stack(m.what) ? 0 : m.what.system == "baseline" ? 1 : 2;
    return std::pair(kind, m.ns->median);
  };
  for (auto const& m : r.rows)
    if (m.ns && same_group(m.what, of.what) && (!best || rank(m) < rank(*best))) best = &m;
  return best;
}

double noise(report const& r) {
  double most = 1;
  for (auto const& pair : r.aa)
    most = std::max({most, pair.ratio.ci95.high, 1 / pair.ratio.ci95.low});
  return most;
}

std::string ratio_text(report const& r, measured const& of) {
  auto const* to = of.ns ? reference(r, of) : nullptr;
  if (!to) return "";
  auto const ratio = of.ns->median / to->ns->median;
  bool const alike = overlap(of.ns->ci95, to->ns->ci95) || std::max(ratio, 1 / ratio) <= noise(r);
  if (to == &of) return "1";
  return alike ? "~" : number(ratio);
}

std::string label(row const& r) {
  auto const name = r.system == "kont" && !r.strategy.empty() ? r.strategy : r.system;
  return r.variant.empty() ? name : fmt::format("{} ({})", name, r.variant);
}

std::string number(std::optional<double> x) {
  if (!x || !std::isfinite(*x)) return "";
  auto const size = std::abs(*x);
  if (size < 9.995) return fmt::format("{:.2f}", *x);
  if (size < 99.95) return fmt::format("{:.1f}", *x);
  if (size < 99'999.5) return fmt::format("{:.0f}", *x);
  if (size < 999'500) return fmt::format("{:.0f}k", *x / 1e3);
  return size < 999.5e6 ? fmt::format("{:.3g}M", *x / 1e6) : fmt::format("{:.3g}G", *x / 1e9);
}

std::optional<double> median(measured const& m) {
  return m.ns ? std::optional(m.ns->median) : std::nullopt;
}

}  // namespace kont::ladder
