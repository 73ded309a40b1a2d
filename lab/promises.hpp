// lab/promises.hpp -- how long the classics let one wait, at most: what `kont lab check` holds them
// to.
#pragma once
#include "lab/contender.hpp"

namespace kont::lab {

// Each for the settings of its policy; see contender::most_wait. Nobody waits longer than:

/// a turn of each of the others.
ticks fifo_waits(workload const&, values const&);
/// the same; a turn is a quantum at most.
ticks round_robin_waits(workload const&, values const&);
/// till the next boost, and for a turn of each. Without boosts it starves.
ticks mlfq_waits(workload const&, values const&);
/// till whoever comes is less urgent, and for a turn of each. Without ageing it starves.
ticks priority_waits(workload const&, values const&);
/// till its pass is the smallest: each of the others is moved on by as much as it was itself, and
/// has one turn more. (Waldspurger & Weihl 1995: two are a quantum apart at most.) None where a
/// tick of service may be too short to move a pass. O(jobs²).
ticks stride_waits(workload const&, values const&);

}  // namespace kont::lab
