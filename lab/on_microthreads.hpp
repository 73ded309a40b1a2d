// lab/on_microthreads.hpp -- the second engine: each job is a microthread that works and sleeps.
#pragma once
#include <cstdint>

#include "lab/job.hpp"
#include "lab/ordering.hpp"
#include "lab/pace.hpp"

namespace kont::lab {

/// What happened, in nanoseconds, and what it took to decide it.
struct recorded {
  history log;
  std::uint64_t decisions = 0;  ///< that followed the end of a turn at once
  ticks deciding = 0;           ///< from those ends to the next begins: put, take, a look at time
};

/// Runs the jobs as microthreads on this thread, at that pace, in the order that `who` names. It is
/// told all that a simulation tells it, in whole ticks; what is left of a tick is told later. A
/// stack for each job is there from the beginning. Takes as long as the jobs do. Throws
/// policy_broken, and stacks::exhausted when they are too many.
recorded on_microthreads(workload const& work, ordering& who, pace p);

}  // namespace kont::lab
