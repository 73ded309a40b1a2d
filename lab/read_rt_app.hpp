// lab/read_rt_app.hpp -- the workload files of rt-app, read as ours.
#pragma once
#include "lab/place.hpp"
#include "lab/workload.hpp"

namespace kont::lab {

/// Whether it is one of rt-app's: its tasks are an object, ours a list.
bool is_rt_app(json const& parsed);

/// The threads of an rt-app file as jobs; a tick is a microsecond. Read are, of `global`, duration
/// and default_policy; of a thread instance, delay, loop, phases, policy and priority; of events
/// run, runtime, sleep, timer (relative, one a thread), lock, unlock and yield. Keys that say where
/// logs go and how to calibrate are passed over. A smaller SCHED_FIFO or SCHED_RR priority is less
/// urgent there; here it is its negative, SCHED_OTHER is 0 and weighs by its nice value, as in
/// Linux. Throws usage_error: the file, the place, the key that is not read.
/// (rt-app, doc/tutorial.txt, github.com/scheduler-tools/rt-app.)
plan read_rt_app(place const& all);

}  // namespace kont::lab
