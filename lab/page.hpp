// lab/page.hpp -- the report of the lab as one HTML file that needs nothing else.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "lab/report.hpp"
#include "lab/sweep.hpp"

namespace kont::lab {

/// A run to draw.
struct drawn_run {
  std::string policy;  ///< "round_robin:quantum=3"
  workload work;
  history log;        ///< in ticks
  bool real = false;  ///< on microthreads
  std::string title() const { return policy + (real ? ", on microthreads" : ", simulated"); }
};

/// A picture of more jobs has the first of them.
inline constexpr std::size_t most_rows = 40;
/// Each is an <svg> element that takes the page's colour of text; empty where nothing can be drawn.
/// A row for each job, at most `rows`, till the last of them has ended: when it ran, and when it
/// was ready. O(events).
std::string svg_gantt(drawn_run const& run, std::size_t rows = most_rows);
/// Which part of the jobs had a turnaround of at most so many ticks, a curve for each run: a pen
/// for each policy, thin where it is real.
std::string svg_turnarounds(std::vector<drawn_run> const& runs);
/// A row for each policy, a column for each figure: the best in its column light, the worst dark.
std::string svg_heat(std::vector<trial> const& trials);

/// The page: what is said first, a chart and a curve for each run, the heat map, and the table.
std::string page(std::string_view says, std::vector<drawn_run> const& runs,
                 std::vector<trial> const& trials);

/// An <svg> element, and what stands over it.
struct captioned {
  std::string svg, caption;
};
/// A page of other pictures: what is said first, these, and a table as it is.
std::string page(std::string_view says, std::vector<captioned> const& pictures,
                 std::string_view figures);

/// The page of a sweep: what is said first, the curves, the table.
std::string page(std::string_view says, sweep const& s);

}  // namespace kont::lab
