// lab/promises.cpp -- sums of turns.
#include "lab/promises.hpp"

#include <algorithm>

namespace kont::lab {
namespace {

/// A turn of each but the one that has the shortest.
ticks a_turn_of_each_other(workload const& work, ticks quantum) {
  ticks all = 0, least = for_ever;
  for (auto const& j : work.jobs) {
    auto const turn = std::min({j.length, j.pause_every, quantum});
    all += turn;
    least = std::min(least, turn);
  }
  return work.jobs.empty() ? 0 : all - least;
}

}  // namespace

ticks fifo_waits(workload const& work, values const&) {
  return a_turn_of_each_other(work, for_ever);
}

ticks round_robin_waits(workload const& work, values const& v) {
  return a_turn_of_each_other(work, v[0]);
}

ticks mlfq_waits(workload const& work, values const& v) {
  auto const quantum = v[1], boost = v[2];
  if (boost == 0) return for_ever;
  return boost + quantum + a_turn_of_each_other(work, quantum);  // who runs then ends its quantum
}

ticks priority_waits(workload const& work, values const& v) {
  auto const ageing = v[1], quantum = v[2];
  if (ageing == 0) return for_ever;
  auto const [least, most] = std::ranges::minmax(work.jobs, {}, &job::priority);
  return (most.priority - least.priority) * ageing + a_turn_of_each_other(work, quantum);
}

}  // namespace kont::lab
