// lib/measure/resident.hpp -- how much memory this process really holds, and in how many mappings.
#pragma once
#include <cstdint>

namespace kont::measure {

/// Bytes of this process that are in memory now (/proc/self/statm; whole pages, and the kernel
/// may batch its count by some 64 pages a CPU). 0 where there is no /proc.
std::uint64_t resident_bytes();

/// By how many bytes that has grown since it was `before`; 0 where it has not.
std::uint64_t resident_since(std::uint64_t before);

/// The most that were in memory at once since the program began (VmHWM of /proc/self/status). 0
/// where there is no /proc.
std::uint64_t peak_bytes();

/// Lines of /proc/self/maps: what vm.max_map_count limits. O(mappings). 0 where there is no /proc.
std::uint64_t mapping_count();

/// Bytes the system could still give without swapping (MemAvailable). 0 where there is no /proc.
std::uint64_t available_bytes();

}  // namespace kont::measure
