// papers/ladder/page.hpp -- what every page of a report has: its head, its style, the machine.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "lib/measure/machine.hpp"

namespace kont::ladder {

/// From the doctype to the beginning of the body.
std::string page_head(std::string_view title);

/// A plot with its caption. "" for an empty one; without gnuplot there is none, and that is said.
std::string figure(std::optional<std::string> const& svg, std::string_view caption);

/// The machine that it was measured on, under a heading.
std::string facts_list(measure::machine const& m);

}  // namespace kont::ladder
