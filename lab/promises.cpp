// lab/promises.cpp -- sums of turns.
#include "lab/promises.hpp"

#include <algorithm>

#include "coroutines/microthreads/policies/stride.hpp"

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

ticks stride_waits(workload const& work, values const& v) {
  auto const quantum = v[0];
  auto const stride_of = [](job const& j) { return stride::options{}.stride1 / j.weight; };
  ticks longest = 0;
  for (auto const& i : work.jobs) {
    ticks all = 0;
    for (auto const& j : work.jobs) {
      if (&j == &i) continue;
      auto const by_a_tick = stride_of(j) / quantum;
      if (by_a_tick == 0) return for_ever;
      all += std::min(j.length, stride_of(i) / by_a_tick + std::min(j.length, quantum));
    }
    longest = std::max(longest, all);
  }
  return longest;
}

}  // namespace kont::lab
