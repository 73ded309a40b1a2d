// papers/workloads/worlds.hpp -- the schedulers that have rows: round robin, in virtual time.
#pragma once
#include "coroutines/microthreads/scheduler.hpp"

namespace kont::workloads {

template <class S> using world = scheduler<fifo, S>;
template <class S> using hub_world = scheduler<fifo, S, virtual_clock, dispatch::hub>;

}  // namespace kont::workloads
