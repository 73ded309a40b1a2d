// lab/engines.hpp -- one policy, two engines: virtual time, and microthreads in real time.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "lab/contender.hpp"
#include "lab/report.hpp"

namespace kont::lab {

/// Which of the two the user wants, and how fast the real one goes.
struct engine_choice {
  bool simulated = true, real = false;
  pace at{};  ///< of the real one
};
/// `simulated`, `real` or `both`; a tick of so many microseconds. Measures the pace of this machine
/// when it is needed. Throws usage_error, which names what is allowed.
engine_choice choose_engine(std::string_view text, double tick_us);
/// `simulated`, or `real, a tick is 100 us`, or both.
std::string in_words(engine_choice const& which);

/// A run by one engine.
struct lab_run {
  history log;  ///< in ticks; of a real run, rounded to whole ones
  figures of;   ///< in ticks; of a real run, to the nanosecond
};
/// Throws policy_broken, and usage_error when it is too long.
lab_run run_simulated(chosen const& policy, workload const& work);
lab_run run_really(chosen const& policy, workload const& work, pace at);

/// What is run really lasts a minute at most.
inline constexpr ticks longest_real_run = 60'000'000'000;  // in nanoseconds
inline constexpr std::size_t most_real_jobs = 20'000;      // each has a stack

}  // namespace kont::lab
