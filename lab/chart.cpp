// lab/chart.cpp -- spans of the history, put into a line or into rows.
#include "lab/chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace kont::lab {

std::string in_a_line(workload const& work, history const& log) {
  std::string line;
  std::int64_t last = -1;
  ticks since = 0, end = 0;
  for (auto const& e : log) {
    if (e.what == happening::runs) {
      since = e.at;
      if (last != e.job || since != end) {
        if (since != end) line += std::to_string(end) + " - ";
        line += std::to_string(since) + ' ' + work.jobs[e.job].name + ' ';
      }
      last = e.job;
    } else if (ends_a_turn(e.what)) {
      end = e.at;
    }
  }
  return line + std::to_string(end);
}

namespace {

/// How long a job ran, and was ready, in each part of the time.
struct row {
  std::vector<double> ran, ready;
};

}  // namespace

std::string width_in_words(double width) {
  return fmt::format("a column is {:g} tick{}; ", width, width == 1 ? "" : "s");
}

ticks end_of(workload const& work, history const& log, std::size_t rows) {
  auto alive = std::min(rows, work.jobs.size());
  for (auto const& e : log)
    if (e.job < rows && e.what == happening::ends && --alive == 0) return e.at;
  return log.empty() ? 0 : log.back().at;
}

std::string gantt(workload const& work, history const& log, std::size_t columns, std::size_t rows) {
  auto const end = end_of(work, log, rows);
  if (end == 0) return {};
  columns = std::min(columns, static_cast<std::size_t>(end));
  rows = std::min(rows, work.jobs.size());
  auto const width = static_cast<double>(end) / static_cast<double>(columns);
  std::vector<row> all(rows, {std::vector<double>(columns), std::vector<double>(columns)});
  std::vector<event> was(rows);
  for (auto const& e : log) {
    if (e.job >= rows || is_an_act(e.what)) continue;
    auto const before = std::exchange(was[e.job], e);
    if (e.what == happening::comes || e.what == happening::wakes) continue;
    auto& cells = e.what == happening::runs ? all[e.job].ready : all[e.job].ran;
    each_column(columns, width, before.at, e.at,
                [&](std::size_t i, double part) { cells[i] += part; });
  }
  std::size_t longest = 0;
  for (std::size_t i = 0; i < rows; ++i) longest = std::max(longest, work.jobs[i].name.size());
  std::string text;
  for (std::size_t i = 0; i < rows; ++i) {
    auto const& name = work.jobs[i].name;
    text += name + std::string(longest - name.size(), ' ') + " |";
    for (std::size_t c = 0; c < columns; ++c) {
      auto const ran = all[i].ran[c], ready = all[i].ready[c];
      text += ran + ready < width / 2 ? ' ' : ran >= ready ? '#' : '.';
    }
    text += "|\n";
  }
  if (rows < work.jobs.size())
    text += fmt::format("(and {} more; drawn till tick {}, of {})\n", work.jobs.size() - rows, end,
                        log.back().at);
  return text + width_in_words(width) + "# runs, . is ready\n";
}

}  // namespace kont::lab
