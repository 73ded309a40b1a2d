// papers/ladder/lines.hpp -- costs that grow with n, as straight lines: slope, fit, crossing.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kont::ladder {

struct measured;

/// The least-squares line through points, by the book. `r2` 0: there is nothing to explain.
struct straight {
  double slope = 0, at_zero = 0, r2 = 0;
};
straight fit(std::span<double const> xs, std::span<double const> ys);

/// The least-squares line through the minima of one row's family, over n: rows of all n take turns,
/// and what disturbs one of them only adds.
struct fitted_line {
  std::string rung, who;     ///< "control.depth", "copy"
  double slope = 0;          ///< ns for each one more
  double at_zero = 0;        ///< ns
  double r2 = 0;             ///< the part of all variation that the line explains
  double spread = 0;         ///< (the most - the least) ÷ the least
  std::uint64_t last_n = 0;  ///< the first is 0 or 1
  double at(double n) const { return at_zero + slope * n; }
};

/// Through rows of one family. Empty where fewer than three have times.
std::optional<fitted_line> line_through(std::vector<measured const*> const& family);

/// One for each of kont's families of the rungs that are along n, in the order of the rows.
std::vector<fitted_line> lines(std::vector<measured> const& all);

/// From which n on `a` is dearer than `b`, in words.
std::string crossing(fitted_line const& a, fitted_line const& b);

/// Where it crosses the line of `stack` in the same rung, in words, or "".
std::string remark(fitted_line const& l, std::vector<fitted_line> const& all);

}  // namespace kont::ladder
