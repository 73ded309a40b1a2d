// lib/measure/resident.cpp -- small readings of /proc.
#include "lib/measure/resident.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace kont::measure {
namespace {

/// The bytes of a line "NAME: so many kB"; 0: there is none.
std::uint64_t bytes_in(char const* file, std::string_view wanted) {
  std::ifstream info(file);
  std::uint64_t kib = 0;
  for (std::string name, line; info >> name; std::getline(info, line))
    if (name == wanted && info >> kib) return kib * 1024;
  return 0;
}

}  // namespace

std::uint64_t resident_bytes() {
  std::uint64_t all = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

std::uint64_t resident_since(std::uint64_t before) {
  return std::max(resident_bytes(), before) - before;
}

std::uint64_t mapping_count() {
  std::ifstream maps("/proc/self/maps");
  using characters = std::istreambuf_iterator<char>;
  return static_cast<std::uint64_t>(std::count(characters(maps), characters(), '\n'));
}

std::uint64_t available_bytes() { return bytes_in("/proc/meminfo", "MemAvailable:"); }

std::uint64_t peak_bytes() { return bytes_in("/proc/self/status", "VmHWM:"); }

}  // namespace kont::measure
