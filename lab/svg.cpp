// lab/svg.cpp -- the pictures of the lab, in lines and boxes.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "lab/chart.hpp"
#include "lab/drawing.hpp"
#include "lab/page.hpp"
#include "lab/sweep.hpp"

namespace kont::lab {
namespace {

double longest_name(workload const& work, std::size_t rows) {
  std::size_t longest = 0;
  for (std::size_t i = 0; i < rows; ++i) longest = std::max(longest, work.jobs[i].name.size());
  return 16 + 7 * static_cast<double>(longest);
}

std::vector<double> turnarounds(drawn_run const& run) {
  std::vector<double> all;
  for (auto const& o : outcomes(run.work, run.log))
    if (o.ends >= 0) all.push_back(static_cast<double>(o.turnaround()));
  std::ranges::sort(all);
  return all;
}

/// Up by one part of `all` for each value, at most 500 times.
std::string steps(std::vector<double> const& sorted, std::size_t all, axis const& x) {
  auto const last = sorted.size() - 1, every = std::max<std::size_t>(1, sorted.size() / 500);
  auto path = fmt::format("M{:.1f} {}", x.at(sorted.front()), x.bottom);
  for (std::size_t k = 0; k <= last; k = k == last ? last + 1 : std::min(k + every, last))
    path += fmt::format("H{:.1f}V{:.1f}", x.at(sorted[k]),
                        x.bottom - 240 * static_cast<double>(k + 1) / static_cast<double>(all));
  return path;
}

}  // namespace

std::string svg_gantt(drawn_run const& run, std::size_t rows) {
  auto const end = end_of(run.work, run.log, rows);
  if (end == 0) return {};
  rows = std::min(rows, run.work.jobs.size());
  auto const left = longest_name(run.work, rows);
  axis const x{left, 900 - left - 20, 8, 12 + 20 * static_cast<double>(rows),
               static_cast<double>(end)};
  std::vector<boxes> ran, ready;
  auto out = x.marks();
  for (std::size_t i = 0; i < rows; ++i) {
    auto const top = 12 + 20 * static_cast<double>(i);
    out += words(left - 8, top + 12, run.work.jobs[i].name, "end");
    ran.emplace_back(x, top, 15, fmt::format("fill='{}'", colour(i)));
    ready.emplace_back(x, top + 6, 3, "fill='#888888aa'");
  }
  std::vector<event> was(rows);
  for (auto const& e : run.log) {
    if (e.job >= rows || is_an_act(e.what)) continue;
    auto const before = std::exchange(was[e.job], e);
    if (e.what == happening::comes || e.what == happening::wakes) continue;
    (e.what == happening::runs ? ready : ran)[e.job].add(before.at, e.at);
  }
  for (auto* some : {&ready, &ran})
    for (auto& b : *some) out += b.finished();
  return picture(900, x.bottom + 40, out);
}

std::string svg_turnarounds(std::vector<drawn_run> const& runs) {
  double most = 0;
  for (auto const& run : runs)
    if (auto const all = turnarounds(run); !all.empty()) most = std::max(most, all.back());
  if (most == 0) return {};
  axis const x{50, 620, 10, 250, most};
  auto out = x.marks();
  for (int percent = 0; percent <= 100; percent += 25) {
    auto const y = 250 - 2.4 * percent;
    out += line(50, y, 670, y) + words(44, y + 4, fmt::format("{} %", percent), "end");
  }
  std::size_t policies = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (i > 0 && runs[i].policy != runs[i - 1].policy) ++policies;
    auto const drawn = pen(policies, runs[i].real ? 1 : 2.5);
    auto const y = 300 + 18 * static_cast<double>(i);
    out += fmt::format("<path d='M50 {}h30' {}/>\n", y - 4, drawn) + words(88, y, runs[i].title());
    if (auto const all = turnarounds(runs[i]); !all.empty())
      out += fmt::format("<path d='{}H670' {}/>\n", steps(all, runs[i].work.jobs.size(), x), drawn);
  }
  return picture(690, 300 + 18 * static_cast<double>(runs.size()), out);
}

namespace {

/// The darker, the worse: `bad` is from 0 to 1. What is unknown is the worst.
std::string cell(double left, double top, double bad, double value, int digits) {
  return fmt::format(
             "<rect x='{:.1f}' y='{:.1f}' width='84' height='21' rx='3' fill='#e15759' "
             "fill-opacity='{:.2f}'/>\n",
             left, top, 0.08 + 0.72 * std::sqrt(std::isnan(value) ? 1 : bad)) +
         words(left + 42, top + 15, in_digits(value, digits), "middle");
}

/// The least and the most of those that are known; unknown if none is.
std::pair<double, double> ends_of(std::vector<double> const& all) {
  std::pair<double, double> ends{unknown, unknown};
  for (auto const v : all) ends = {std::fmin(ends.first, v), std::fmax(ends.second, v)};
  return ends;
}

/// Each policy in each workload.
std::string svg_of_map(sweep const& s) {
  std::size_t longest = 0;
  for (auto const& name : s.policies) longest = std::max(longest, name.size());
  auto const left = 16 + 6.6 * static_cast<double>(longest);
  std::string out;
  for (std::size_t c = 0; c < s.names.size(); ++c) {
    auto const at = left + 88 * static_cast<double>(c);
    out += words(at + 42, 16, s.names[c], "middle");
    double worst = 1;
    for (auto const& row : s.curves) worst = std::fmax(worst, row[c]);
    for (std::size_t r = 0; r < s.curves.size(); ++r) {
      auto const v = s.curves[r][c];
      out +=
          cell(at, 24 + 24 * static_cast<double>(r), worst == 1 ? 0 : (v - 1) / (worst - 1), v, 2);
    }
  }
  for (std::size_t r = 0; r < s.policies.size(); ++r)
    out += words(left - 8, 39 + 24 * static_cast<double>(r), s.policies[r], "end");
  return picture(left + 88 * static_cast<double>(s.names.size()),
                 30 + 24 * static_cast<double>(s.policies.size()), out);
}

}  // namespace

std::string svg_heat(std::vector<trial> const& trials) {
  auto const groups = by_policy(trials);
  auto const figures = shown_figures();
  if (groups.size() < 2) return {};
  std::size_t longest = 0;
  for (auto const& g : groups) longest = std::max(longest, g.front().policy.size() + 2);
  auto const left = 16 + 6.6 * static_cast<double>(longest);
  std::string out;
  for (std::size_t c = 0; c < figures.size(); ++c) {
    auto const at = left + 88 * static_cast<double>(c);
    out += words(at + 42, 16, figures[c].title, "middle");
    std::vector<double> column;
    for (auto const& g : groups) column.push_back(mean_of(g, figures[c]));
    auto const [low, high] = ends_of(column);
    for (std::size_t r = 0; r < groups.size(); ++r) {
      auto const place = high == low ? 0 : (column[r] - low) / (high - low);
      auto const bad = high == low ? 0 : figures[c].more_is_better ? 1 - place : place;
      auto const top = 24 + 24 * static_cast<double>(r);
      out += cell(at, top, bad, column[r], figures[c].digits);
    }
  }
  for (std::size_t r = 0; r < groups.size(); ++r)
    out += words(left - 8, 39 + 24 * static_cast<double>(r),
                 groups[r].front().policy + (groups[r].front().real ? " *" : ""), "end");
  return picture(left + 88 * static_cast<double>(figures.size()),
                 30 + 24 * static_cast<double>(groups.size()), out);
}

namespace {

/// The k-th of 1, 2, 5, 10, 20, ...; before 1 there are 0.5, 0.2, ...
double round_number(int k) {
  constexpr double of[] = {1, 2, 5};
  auto const power = static_cast<int>(std::floor(k / 3.0));
  return of[k - 3 * power] * std::pow(10, power);
}

/// Where a value lies between the ends of an axis, from 0 to 1. A logarithmic one begins and ends
/// with a round number each.
struct scale {
  scale(double from, double to, bool by_log) : low(from), high(to), logarithmic(by_log) {
    if (!logarithmic) return;
    first = 3 * static_cast<int>(std::floor(std::log10(low)));
    while (round_number(first + 1) < low * 1.000001) ++first;
    last = first + 1;
    while (round_number(last) < high * 0.999999) ++last;
    low = round_number(first), high = round_number(last);
  }
  double at(double v) const {
    if (high <= low) return 0.5;
    return logarithmic ? std::log(v / low) / std::log(high / low) : (v - low) / (high - low);
  }
  /// Five steps; or powers of ten, or all round numbers where there are not two of those.
  std::vector<double> marks() const {
    std::vector<double> all;
    if (!logarithmic) {
      auto const step = round_step(high - low);
      auto const from = std::ceil(low / step - 1e-9) * step + 0.0;  // not -0
      for (auto v = from; v <= high * 1.000001; v += step) all.push_back(v);
      return all;
    }
    for (auto k = first; k <= last; ++k)
      if (k % 3 == 0) all.push_back(round_number(k));
    if (all.size() >= 2) return all;
    all.clear();
    for (auto k = first; k <= last; ++k) all.push_back(round_number(k));
    return all;
  }
  std::string title(std::string const& what) const {
    return what + (logarithmic ? ", logarithmic" : "");
  }
  double low, high;
  bool logarithmic;
  int first = 0, last = 0;  // of the round numbers
};

}  // namespace

std::string svg_of(sweep const& s) {
  if (!s.names.empty()) return svg_of_map(s);
  std::vector<double> all;
  for (auto const& curve : s.curves) all.insert(all.end(), curve.begin(), curve.end());
  auto const [low, high] = ends_of(all);
  if (!(low <= high)) return {};
  scale const x(s.values.front(), s.values.back(), s.logarithmic_x);
  scale const y(s.logarithmic_y ? std::max(low, 1.0) : 0.0, std::max(high, 1.0), s.logarithmic_y);
  auto const right = [&](double v) { return 70 + 590 * x.at(v); };
  auto const up = [&](double v) { return 260 - 230 * y.at(std::max(v, y.low)); };
  auto out = words(70, 18, y.title(s.y)) + words(660, 296, x.title(s.x), "end");
  for (auto const v : x.marks())
    out +=
        line(right(v), 30, right(v), 264) + words(right(v), 278, fmt::format("{:g}", v), "middle");
  for (auto const v : y.marks())
    out += line(66, up(v), 660, up(v)) + words(62, up(v) + 4, fmt::format("{:g}", v), "end");
  for (std::size_t i = 0; i < s.curves.size(); ++i) {
    auto const top = 318 + 18 * static_cast<double>(i);
    out +=
        fmt::format("<path d='M70 {}h30' {}/>\n", top - 4, pen(i)) + words(108, top, s.policies[i]);
    std::string path;
    for (std::size_t v = 0; v < s.values.size(); ++v) {
      auto const value = s.curves[i][v];
      auto const pen_is_down = v > 0 && !std::isnan(s.curves[i][v - 1]);
      if (!std::isnan(value))
        path +=
            fmt::format("{}{:.1f} {:.1f}", pen_is_down ? 'L' : 'M', right(s.values[v]), up(value));
    }
    if (!path.empty()) out += fmt::format("<path d='{}' {}/>\n", path, pen(i));
  }
  return picture(690, 318 + 18 * static_cast<double>(s.curves.size()), out);
}

}  // namespace kont::lab
