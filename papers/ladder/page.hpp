// papers/ladder/page.hpp -- what pages of the ladder and of the tables share: plots, the machine.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "lib/measure/machine.hpp"

namespace kont::ladder {

/// A plot with its caption. "" for an empty one; without gnuplot there is none, and that is said.
std::string figure(std::optional<std::string> const& svg, std::string_view caption);

/// The machine that it was measured on, under a heading.
std::string facts_list(measure::machine const& m);

}  // namespace kont::ladder
