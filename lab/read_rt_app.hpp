// lab/read_rt_app.hpp -- the workload files of rt-app, read as ours.
#pragma once
#include "lab/place.hpp"
#include "lab/workload.hpp"

namespace kont::lab {

/// Whether it is one of rt-app's: its tasks are an object, ours a list. These may be written
/// loosely; see parse_json.
bool is_rt_app(json const& parsed);

/// The threads of an rt-app file as jobs; a tick is a microsecond. Read are, of `global`, duration
/// and default_policy; of a thread instance, delay, loop, phases, policy, priority, dl-runtime,
/// dl-period and dl-deadline; of events run, runtime, sleep, timer (relative, one a thread), lock,
/// unlock, yield, suspend and resume, which may be numbered or given again. Keys of `global` that
/// say where logs go and how to calibrate are passed over.
/// A smaller SCHED_FIFO or SCHED_RR priority is less urgent there; here it is its negative,
/// SCHED_OTHER is 0 and weighs by its nice value, as in Linux. A thread of SCHED_DEADLINE, whose
/// loop ends with a timer of its dl-period, is a job every period, whether the last is done or not:
/// before all others (-100), to be done in dl-deadline, and no longer than dl-runtime, its budget.
/// One thread is suspended under a name; a resume that comes before is kept for it, where rt-app
/// loses it.
/// Throws usage_error: the file, the line, the key that is not read.
/// (rt-app, doc/tutorial.txt, github.com/scheduler-tools/rt-app.)
plan read_rt_app(place const& all);

}  // namespace kont::lab
