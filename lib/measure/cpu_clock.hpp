// lib/measure/cpu_clock.hpp -- clocks, ns: CPU time of this thread and of all; the wall's.
#pragma once
#include <time.h>

#include <cstdint>

namespace kont::measure {

/// What that clock says, in ns.
inline std::int64_t ns_of(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return std::int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

/// CPU time this thread has used, in ns: what other processes take is not in it. One system call,
/// about 200 ns, so a sample should take a millisecond. Thread-safe.
inline std::int64_t thread_cpu_ns() { return ns_of(CLOCK_THREAD_CPUTIME_ID); }

/// The same of all threads of this process.
inline std::int64_t process_cpu_ns() { return ns_of(CLOCK_PROCESS_CPUTIME_ID); }

/// Monotonic wall time in ns: for work that several threads share, and for time budgets.
inline std::int64_t wall_ns() { return ns_of(CLOCK_MONOTONIC); }

}  // namespace kont::measure
