// papers/ladder/plots.cpp -- gnuplot scripts with their data inside, one series for each system.
#include "papers/ladder/plots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "papers/ladder/gnuplot.hpp"
#include "papers/ladder/rungs.hpp"

namespace kont::ladder {
namespace {

using point = std::pair<double, double>;
/// Points by the label of who they are about.
using all_series = std::map<std::string, std::vector<point>>;
using reading = std::function<std::optional<double>(measured const&)>;

bool is_default(measured const& m) { return m.what.variant.empty() && m.refused.empty(); }

std::string data_and_curves(report const& r, all_series const& of, std::string_view style) {
  std::string data, curves;
  auto const everybody = legend(r);
  for (std::size_t i = 0; i < everybody.size(); ++i) {
    auto const found = of.find(everybody[i]);
    if (found == of.end()) continue;
    auto const name = fmt::format("$d{}", std::distance(of.begin(), found));
    data += name + " << EOD\n";
    for (auto const& [x, y] : found->second) data += fmt::format("{} {}\n", x, y);
    data += "EOD\n";
    curves += fmt::format("{}{} using 1:2 with {} {} ps 0.9 lw 2", curves.empty() ? "plot " : ", ",
                          name, style, mark(i));
  }
  return data + curves + '\n';
}

/// One line for each rung, top down, one dot for each system; of several n the first or the last.
std::optional<std::string> dots(report const& r, reading const& read, bool largest_n,
                                std::string_view axis, std::string_view name) {
  std::map<std::size_t, std::map<std::string, double>> by_rung;
  for (auto const& m : r.rows) {
    auto const x = is_default(m) ? read(m) : std::nullopt;
    if (!x) continue;
    auto& at = by_rung[place(m.what.rung)];
    if (largest_n)
      at[label(m.what)] = *x;
    else
      at.try_emplace(label(m.what), *x);
  }
  if (by_rung.empty()) return "";
  all_series series;
  std::string tics;
  double line = 0;
  for (auto const& [rung_place, values] : by_rung) {
    tics += fmt::format("{}'{}' {}", tics.empty() ? "" : ", ", rungs()[rung_place].id, line);
    for (auto const& [who, x] : values) series[who].emplace_back(x, line);
    ++line;
  }
  auto const settings = fmt::format(
      "set logscale x\nset format x '%.0f'\nset xtics ({})\nset yrange [{}:-0.5]\n"
      "set ytics ({})\nset offsets graph 0.03, graph 0.03, 0, 0\nset xlabel '{}'",
      "'0.1' 0.1, '1' 1, '10' 10, '100' 100, '1k' 1e3, '10k' 1e4, '100k' 1e5, '1M' 1e6", line - 0.5,
      tics, axis);
  return draw(settings, data_and_curves(r, series, "points"), name, 90 + 26 * by_rung.size());
}

/// One curve for each system, over n.
std::optional<std::string> curves_along_n(report const& r, std::string const& rung,
                                          std::string const& settings) {
  all_series series;
  for (auto const& m : r.rows)
    if (m.what.rung == rung && is_default(m) && m.ns)
      series[label(m.what)].emplace_back(static_cast<double>(m.what.n), m.ns->median);
  if (series.empty()) return "";
  return draw(settings, data_and_curves(r, series, "linespoints"), rung.substr(rung.find('.') + 1),
              360);
}

}  // namespace

std::vector<std::string> legend(report const& r) {
  std::vector<std::string> names;
  for (auto const& m : r.rows)
    if (is_default(m) && std::ranges::find(names, label(m.what)) == names.end())
      names.push_back(label(m.what));
  return names;
}

std::optional<std::string> plot_cost_by_rung(report const& r) {
  return dots(r, median, false, "ns an operation (fewest alive)", "cost");
}

std::optional<std::string> plot_bytes_each(report const& r) {
  auto const bytes = [](measured const& m) { return m.what.timed ? std::nullopt : m.bytes_each; };
  return dots(r, bytes, true, "resident bytes of one that is suspended", "bytes");
}

std::optional<std::string> plot_yield_by_alive(report const& r) {
  return curves_along_n(
      r, "microthread.yield",
      "set logscale xy\nset xlabel 'microthreads alive'\nset ylabel 'ns a yield'\n"
      "set xtics ('1' 1, '10' 10, '100' 100, '1k' 1e3, '10k' 1e4, '100k' 1e5, '1M' 1e6)\n"
      "set format y '%g'\nset offsets graph 0.05, graph 0.05, graph 0.05, graph 0.05");
}

std::optional<std::string> plot_transfer_by_depth(report const& r) {
  return curves_along_n(r, "control.depth",
                        "set xlabel 'frames beneath'\nset ylabel 'ns a transfer'\n"
                        "set yrange [0:]\nset offsets 0, graph 0.02, graph 0.05, 0");
}

}  // namespace kont::ladder
