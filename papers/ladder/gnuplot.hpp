// papers/ladder/gnuplot.hpp -- a picture drawn by gnuplot, as SVG to put into a page.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kont::ladder {

/// How gnuplot marks the i-th series of a plot: "lc rgb '#4e79a7' pt 7". After fourteen the colours
/// come round again, and the points are squares.
std::string mark(std::size_t i);
/// The same mark in a legend: an <i> element.
std::string legend_mark(std::size_t i);

/// An <svg> element, 640 wide, that takes the page's text colour; nothing without gnuplot.
/// `curves` are the data and the command that plots them, `name` the prefix of its ids.
std::optional<std::string> draw(std::string const& settings, std::string const& curves,
                                std::string_view name, std::size_t height);

}  // namespace kont::ladder
