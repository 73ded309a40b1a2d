// lib/measure/cpu_clock.hpp -- two clocks in nanoseconds: this thread's CPU time, and the wall's.
#pragma once
#include <time.h>

#include <cstdint>

namespace kont::measure {

/// CPU time this thread has used, in ns: what other processes take is not in it. One system call,
/// about 200 ns, so a sample should take a millisecond. Thread-safe.
inline std::int64_t thread_cpu_ns() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return std::int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

/// Monotonic wall time in ns: for work that several threads share, and for time budgets.
inline std::int64_t wall_ns() {
  timespec t{};
  clock_gettime(CLOCK_MONOTONIC, &t);
  return std::int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

}  // namespace kont::measure
