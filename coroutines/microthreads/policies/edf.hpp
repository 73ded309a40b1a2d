// coroutines/microthreads/policies/edf.hpp -- the earliest deadline first.
#pragma once
#include "coroutines/microthreads/policies/by_key.hpp"

namespace kont {

struct job_deadline {
  ticks deadline = for_ever;  ///< when it is to be done: a moment, not a length
};

/// Whoever is to be done earliest runs; on one processor it meets every deadline that any order
/// can meet: periodic tasks with a utilization up to 1. put and take O(log n).
/// (Liu & Layland: Scheduling algorithms for multiprogramming in a hard-real-time environment,
/// JACM 1973; Dertouzos: Control robotics, IFIP 1974.)
class edf : public smallest_first<job_deadline, &job_deadline::deadline> {
 public:
  bool preempts(hook const& a, hook const& b) const noexcept { return a.deadline < b.deadline; }
};
static_assert(policy<edf>);

}  // namespace kont
