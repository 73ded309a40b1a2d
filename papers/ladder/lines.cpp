// papers/ladder/lines.cpp -- least squares, by the book.
#include "papers/ladder/lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "papers/ladder/report.hpp"
#include "papers/ladder/rungs.hpp"

namespace kont::ladder {

straight fit(std::span<double const> xs, std::span<double const> ys) {
  auto const count = static_cast<double>(xs.size());
  double mx = 0, my = 0, xx = 0, xy = 0, yy = 0;
  for (std::size_t i = 0; i < xs.size(); ++i) mx += xs[i] / count, my += ys[i] / count;
  for (std::size_t i = 0; i < xs.size(); ++i) {
    xx += (xs[i] - mx) * (xs[i] - mx);
    xy += (xs[i] - mx) * (ys[i] - my);
    yy += (ys[i] - my) * (ys[i] - my);
  }
  return {xy / xx, my - xy / xx * mx, yy > 0 ? xy * xy / (xx * yy) : 0};
}

std::optional<fitted_line> line_through(std::vector<measured const*> const& family) {
  std::vector<double> xs, ys;
  for (auto const* m : family)
    if (m->ns) xs.push_back(static_cast<double>(m->what.n)), ys.push_back(m->ns->min);
  if (xs.size() < 3) return std::nullopt;
  auto const line = fit(xs, ys);
  auto const [least, most] = std::ranges::minmax(ys);
  auto const& first = family.front()->what;
  return fitted_line{.rung = first.rung,
                     .who = label(first),
                     .slope = line.slope,
                     .at_zero = line.at_zero,
                     .r2 = line.r2,
                     .spread = (most - least) / least,
                     .last_n = family.back()->what.n};
}

std::vector<fitted_line> lines(std::vector<measured> const& all) {
  std::vector<std::vector<measured const*>> families;
  for (auto const& m : all) {
    if (!find_rung(m.what.rung).along_n || m.what.system != "kont" || !m.refused.empty()) continue;
    auto const same = [&](auto const& family) {
      return family.front()->what.rung == m.what.rung &&
             label(family.front()->what) == label(m.what);
    };
    auto const found = std::ranges::find_if(families, same);
    if (found == families.end())
      families.push_back({&m});
    else
      found->push_back(&m);
  }
  std::vector<fitted_line> out;
  for (auto const& family : families)
    if (auto fitted = line_through(family)) out.push_back(std::move(*fitted));
  return out;
}

namespace {

/// Under 15 % may be where a loop happens to lie in memory.
bool alike(double a, double b) { return std::max(a, b) <= 1.15 * std::min(a, b); }

}  // namespace

std::string crossing(fitted_line const& a, fitted_line const& b) {
  auto const last = static_cast<double>(std::min(a.last_n, b.last_n));
  if (alike(a.at_zero, b.at_zero) && alike(a.at(last), b.at(last)))
    return fmt::format("as dear as {}", b.who);
  bool const dearer_at_first = a.at_zero > b.at_zero, dearer_at_last = a.at(last) > b.at(last);
  if (dearer_at_first && dearer_at_last) return fmt::format("dearer than {} from 0 on", b.who);
  if (!dearer_at_first && !dearer_at_last) return fmt::format("never dearer than {}", b.who);
  auto const n = (b.at_zero - a.at_zero) / (a.slope - b.slope);
  return fmt::format("{} than {} from n = {:.0f} on", dearer_at_last ? "dearer" : "cheaper", b.who,
                     std::ceil(n));
}

std::string remark(fitted_line const& l, std::vector<fitted_line> const& all) {
  auto const stack = std::ranges::find_if(
      all, [&](fitted_line const& other) { return other.rung == l.rung && other.who == "stack"; });
  if (stack == all.end() || l.who == "stack") return "";
  return crossing(l, *stack);
}

}  // namespace kont::ladder
