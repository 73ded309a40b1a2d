// coroutines/microthreads/policies/rate_monotonic.hpp -- fixed urgency: the shortest period first.
#pragma once
#include "coroutines/microthreads/policies/by_key.hpp"

namespace kont {

struct job_period {
  ticks period = for_ever;  ///< it comes again after so long
};

/// The shortest period first. No other fixed order meets the deadlines of a set that this one does
/// not; n tasks are safe up to a utilization of n (2^(1/n) - 1). put and take O(log n).
/// (Liu & Layland: Scheduling algorithms for multiprogramming in a hard-real-time environment,
/// JACM 1973.)
class rate_monotonic : public smallest_first<job_period, &job_period::period> {
 public:
  bool preempts(hook const& a, hook const& b) const noexcept { return a.period < b.period; }
};
static_assert(policy<rate_monotonic>);

struct job_allowance {
  ticks allowance = for_ever;  ///< how long after its release it is to be done
};

/// The shortest time from release to deadline first: the best fixed order where deadlines come
/// before periods end. put and take O(log n). (Leung & Whitehead: On the complexity of fixed-
/// priority scheduling of periodic, real-time tasks, Performance Evaluation 1982.)
class deadline_monotonic : public smallest_first<job_allowance, &job_allowance::allowance> {
 public:
  bool preempts(hook const& a, hook const& b) const noexcept { return a.allowance < b.allowance; }
};
static_assert(policy<deadline_monotonic>);

}  // namespace kont
