// papers/sleepers/sleepers.hpp -- how late microthreads wake that sleep in real time, all at once.
#pragma once
#include <cstdint>
#include <string>

namespace kont::late {

/// What the command line of `kont sleepers` says. run() checks it.
struct options {
  std::uint64_t n = 1'000'000;   ///< how many sleep at once
  std::uint64_t spread = 2'000;  ///< ms, over which the moments they are to wake at are spread
  std::uint64_t seed = 1;        ///< of these moments
  std::string strategy;          ///< "": each that keeps a whole stack
};

/// Makes n microthreads on a real clock, lets each sleep until a moment of its own, drawn evenly
/// from [1 s, 1 s + spread] after all have been made, and prints by strategy how late they woke
/// (median, 99th of a hundred, the last), what a sleep cost in CPU time, and the bytes each held.
/// Throws usage_error. Returns the exit code.
int run(options const& how);

}  // namespace kont::late
