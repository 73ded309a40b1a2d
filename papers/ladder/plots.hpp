// papers/ladder/plots.hpp -- the four pictures of a report, as SVG to put into a page.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "papers/ladder/report.hpp"

namespace kont::ladder {

/// Each is an <svg> element that takes the page's text colour, or nothing where gnuplot is not
/// installed. "" when the report has no rows for it.
std::optional<std::string> plot_cost_by_rung(report const& r);
std::optional<std::string> plot_yield_by_alive(report const& r);
std::optional<std::string> plot_transfer_by_depth(report const& r);
std::optional<std::string> plot_bytes_each(report const& r);

/// Whose points have which mark, the first the mark 0: the same in all plots of a report.
std::vector<std::string> legend(report const& r);

}  // namespace kont::ladder
