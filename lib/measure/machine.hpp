// lib/measure/machine.hpp -- what a number depends on besides the program: the machine's facts.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kont::measure {

/// Facts that go with every result. A fact that cannot be found out is "unknown" or 0.
struct machine {
  std::string cpu, compiler, flags, kernel, date;
  std::string virtualisation;  ///< "none seen", or what says so: "hypervisor flag, KVM"
  unsigned cores = 0;
  std::uint64_t memory_bytes = 0;
  std::array<double, 3> load{};                                  ///< over 1, 5, 15 minutes
  std::vector<std::pair<std::string, std::string>> mitigations;  ///< vulnerability, its state
};

/// Reads them now. The date is UTC, ISO 8601. Flags come from Meson.
machine this_machine();

/// CPU, cores, compiler and kernel: the facts in a few words, for a line under a table.
std::string in_a_line(machine const& m);

}  // namespace kont::measure
