// lab/bench.hpp -- ns a yield by a policy that was chosen by name, beside one named in code.
#pragma once
#include <span>
#include <string>

#include "lab/contender.hpp"

namespace kont::lab {

/// A row for each: ns of thread CPU time a yield through the lab; and, of those that a program
/// here names itself (fifo, eevdf), directly, with the ratio of the two and its 95 % interval.
/// Measured in turns, medians. Takes some seconds for each. Throws std::logic_error when one loses
/// a microthread.
std::string table_of_yields(std::span<chosen const> policies);

}  // namespace kont::lab
