// lab/decisions.hpp -- ns a decision by a policy, simulated: the clock starts when all have come.
#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

#include "lab/simulation.hpp"
#include "lib/measure/cpu_clock.hpp"

namespace kont::lab {

/// Writes what happens, if anybody wants it.
struct optional_log {
  history* to = nullptr;
  void operator()(event const& e) const {
    if (to != nullptr) to->push_back(e);
  }
};

/// ns of thread CPU time a decision, of so many, 1 at least, after the first: jobs that come at 0
/// have been put by then, in the same simulation. Throws policy_broken, and std::logic_error when
/// the jobs were done before.
template <policy P>
double ns_a_decision(P ordering, workload const& work, std::uint64_t decisions) {
  simulation all(work.jobs, ordering, optional_log());
  all.run(work.until, 1);
  auto const begun = measure::thread_cpu_ns();
  auto const made = all.run(work.until, 1 + decisions) - 1;
  auto const ns = measure::thread_cpu_ns() - begun;
  if (made != decisions)
    throw std::logic_error("it has decided " + std::to_string(made) + " times, not " +
                           std::to_string(decisions));
  return static_cast<double>(ns) / static_cast<double>(decisions);
}

}  // namespace kont::lab
