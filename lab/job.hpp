// lab/job.hpp -- what a workload is made of, and what happens to it.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "coroutines/microthreads/policies/service.hpp"

namespace kont::lab {

/// One that comes, needs service, perhaps pauses now and then, and ends. What a policy is told of
/// it are the members of its hook that are called as the members here.
struct job {
  std::string name{};
  ticks arrives = 0;
  ticks length = 1;              ///< the service it needs in all; at least 1
  ticks pause_every = for_ever;  ///< it waits each time it has had so much service ...
  ticks pause_for = 0;           ///< ... for so long; 0: it only yields
  ticks weight = 1;              ///< its share, or its tickets
  std::int32_t priority = 0;     ///< the smaller, the sooner
  ticks deadline = for_ever;     ///< when it is to be done
  ticks period = for_ever;       ///< of its task
  ticks allowance = for_ever;    ///< from its release to its deadline
};

struct workload {
  std::vector<job> jobs;
  ticks until = for_ever;  ///< when all stops, done or not
};

/// What can happen to a job.
enum class happening : std::uint8_t { comes, runs, stops, pauses, wakes, ends };
inline constexpr char const* names_of_happenings[] = {"comes",  "runs",  "stops",
                                                      "pauses", "wakes", "ends"};

struct event {
  ticks at = 0;
  std::uint32_t job = 0;  ///< its place in the workload
  happening what{};
  bool operator==(event const&) const = default;
};
/// All that happened, in its order. The one source of charts, tables and figures.
using history = std::vector<event>;

}  // namespace kont::lab
