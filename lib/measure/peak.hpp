// lib/measure/peak.hpp -- how much memory this process has held where it held most.
#pragma once
#include <cstdint>

namespace kont::measure {

/// The most bytes that were in memory at once, since the program began (VmHWM of
/// /proc/self/status). 0 where there is no /proc.
std::uint64_t peak_bytes();

}  // namespace kont::measure
