// lab/job.hpp -- what a workload is made of, and what happens to it.
#pragma once
#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "coroutines/microthreads/policies/service.hpp"
#include "lab/step.hpp"

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
  std::uint32_t currency = 0;    ///< what its tickets are in; 0: what all currencies are backed by
  std::int32_t priority = 0;     ///< the smaller, the sooner
  ticks deadline = for_ever;     ///< when it is to be done
  ticks period = for_ever;       ///< of its task
  ticks allowance = for_ever;    ///< from its release to its deadline
  /// What it does, so many times; empty: it is served and pauses, as said above. Their runs are its
  /// length, and it has no pause_every.
  std::vector<step> steps{};
  ticks rounds = 1;
};

struct workload {
  std::vector<job> jobs;
  ticks until = for_ever;            ///< when all stops, done or not
  std::vector<std::string> locks{};  ///< their names: what a step is on
  std::vector<std::string> boxes{};
};

/// Their places, in the order in which they come. O(n log n).
inline std::vector<std::uint32_t> by_arrival(std::span<job const> jobs) {
  std::vector<std::uint32_t> places(jobs.size());
  std::iota(places.begin(), places.end(), 0u);
  std::ranges::stable_sort(places, {}, [&](auto i) { return jobs[i].arrives; });
  return places;
}

/// Sets those members of a policy's hook that are called as a job's.
template <class Hook> void tell_properties(Hook& h, job const& j) noexcept {
  if constexpr (requires { h.length = j.length; }) h.length = j.length;
  if constexpr (requires { h.weight = j.weight; }) h.weight = j.weight;
  if constexpr (requires { h.currency = j.currency; }) h.currency = j.currency;
  if constexpr (requires { h.priority = j.priority; }) h.priority = j.priority;
  if constexpr (requires { h.deadline = j.deadline; }) h.deadline = j.deadline;
  if constexpr (requires { h.period = j.period; }) h.period = j.period;
  if constexpr (requires { h.allowance = j.allowance; }) h.allowance = j.allowance;
}

/// What can happen to a job.
enum class happening : std::uint8_t {
  comes,
  runs,
  stops,   ///< is ready still, and does not run
  yields,  ///< the same, by its own will
  pauses,  ///< is away till a certain time
  blocks,  ///< waits for a lock
  waits,   ///< for a message
  wakes,
  locks,  ///< has it; the one that blocked, before it wakes
  unlocks,
  sends,
  receives,
  ends
};
inline constexpr char const* names_of_happenings[] = {
    "comes", "runs",  "stops",   "yields", "pauses",   "blocks", "waits",
    "wakes", "locks", "unlocks", "sends",  "receives", "ends"};
/// Whether it runs no longer.
constexpr bool ends_a_turn(happening h) noexcept {
  return (h >= happening::stops && h <= happening::waits) || h == happening::ends;
}
/// What is done in no time, and changes nothing of who is ready.
constexpr bool is_an_act(happening h) noexcept {
  return h >= happening::locks && h <= happening::receives;
}

struct event {
  ticks at = 0;
  std::uint32_t job = 0;  ///< its place in the workload
  happening what{};
  std::uint16_t on = 0;  ///< which lock, or which box
  bool operator==(event const&) const = default;
};
/// All that happened, in its order. The one source of charts, tables and figures.
using history = std::vector<event>;

}  // namespace kont::lab
