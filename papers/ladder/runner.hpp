// papers/ladder/runner.hpp -- measures rows fairly: interleaved, audited, within a time budget.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/measure/cpu_clock.hpp"
#include "lib/measure/interrupt.hpp"
#include "lib/measure/resident.hpp"
#include "papers/ladder/report.hpp"

namespace kont::ladder {

/// What the runner reads of the machine; a test has its own.
struct readings {
  std::int64_t (*wall_ns)() = measure::wall_ns;
  std::uint64_t (*free_bytes)() = measure::available_bytes;
  std::uint64_t (*held_bytes)() = measure::resident_bytes;  ///< by this process
  bool (*interrupted)() = measure::interrupted;             ///< somebody wants to have it now
};

/// How much time and how many samples.
struct plan {
  std::uint64_t seed = 1;
  double seconds = 290;           ///< for all rows together
  unsigned rounds = 301;          ///< samples of a row, at most
  bool large_groups = true;       ///< false: above 100,000 alive only with what time is left
  std::vector<std::string> self;  ///< to run memory rows apart; empty: in this process
  readings here = {};
};

plan quick_plan();
plan full_plan();

/// Told now and then where the run is, in a few words.
using progress = std::function<void(std::string_view)>;

/// Measures `all`. The rows of a group (same rung, same n; or any n, where lines are fitted along
/// it) are alive at the same time, as far as memory allows, and take turns in random order; every
/// run's answer is checked. Rows come back by rung, then by n; one that could not be made is in
/// `absent` instead, with the reason. When it is interrupted, it ends with the rows that have some
/// samples by then.
report measure_rows(rows all, plan const& how, progress const& tell);

}  // namespace kont::ladder
