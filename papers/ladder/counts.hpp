// papers/ladder/counts.hpp -- instructions per operation, counted by callgrind.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "papers/ladder/report.hpp"
#include "papers/ladder/runner.hpp"

namespace kont::ladder {

/// The number on callgrind's "Collected" line, or nothing.
std::optional<std::uint64_t> collected(std::string_view callgrind_says);

/// Fills in measured::instructions of the timed rows: this program runs one row under callgrind
/// with two numbers of operations, and the difference is divided, so that set-up drops out.
/// Without valgrind a line in `absent` says so; a row that cannot run under it keeps none and its
/// note says why. Some two seconds a row.
void count_instructions(report& r, std::vector<std::string> const& self, progress const& tell);

}  // namespace kont::ladder
