// papers/ladder/gnuplot.hpp -- a picture drawn by gnuplot, as SVG to put into a page.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kont::ladder {

/// The i-th of a plot's colours, as "#4e79a7"; they come round again, then with another shape.
std::string_view colour(std::size_t i);
/// Whether the i-th has squares for points. (Two rounds are enough for all.)
bool is_square(std::size_t i);

/// An <svg> element, 640 wide, that takes the page's text colour; nothing without gnuplot.
/// `curves` are the data and the command that plots them, `name` the prefix of its ids.
std::optional<std::string> draw(std::string const& settings, std::string const& curves,
                                std::string_view name, std::size_t height);

}  // namespace kont::ladder
