// lab/chart.hpp -- a history to look at: who ran when.
#pragma once
#include <algorithm>
#include <cstddef>
#include <string>

#include "lab/job.hpp"

namespace kont::lab {

/// As books print it: `0 P1 24 P2 27 P3 30`; a gap is `-`. Turns of one job that follow each other
/// are one. O(events).
std::string in_a_line(workload const& work, history const& log);

/// Till when the first `rows` jobs are drawn: to the end, or till the last of them has ended, for
/// then nothing of them is to be seen. O(events).
ticks end_of(workload const& work, history const& log, std::size_t rows);

/// Calls f(i, part) for each of the first `columns` parts of the time, of `width` ticks each, that
/// has some of what is between `from` and `to`: how much. O(those).
template <class F> void each_column(std::size_t columns, double width, ticks from, ticks to, F f) {
  auto const begin = static_cast<double>(from), end = static_cast<double>(to);
  for (auto i = static_cast<std::size_t>(begin / width); i < columns; ++i) {
    auto const left = static_cast<double>(i) * width;
    if (left >= end) return;
    f(i, std::min(end, left + width) - std::max(begin, left));
  }
}
/// `a column is 3 ticks; `
std::string width_in_words(double width);

/// A row for each job, at most `rows`, till their end; a column for each part of the time: `#` it
/// ran, `.` it was ready, ` ` neither. What happened in a part counts if it lasted longest there.
/// O(events).
std::string gantt(workload const& work, history const& log, std::size_t columns = 72,
                  std::size_t rows = 40);

}  // namespace kont::lab
