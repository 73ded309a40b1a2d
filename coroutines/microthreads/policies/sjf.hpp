// coroutines/microthreads/policies/sjf.hpp -- the shortest job first; and who has least left first.
#pragma once
#include "coroutines/microthreads/policies/by_key.hpp"

namespace kont {

struct job_length {
  ticks length = 0;  ///< the service it still needs
};

/// Shortest job first: of those that are ready together, no order has a smaller mean turnaround.
/// Whoever has been taken runs on. put and take O(log n).
/// (Smith: Various optimizers for single-stage production, Naval Research Logistics Q. 1956.)
class sjf : public smallest_first<job_length, &job_length::length> {
 public:
  void ran(hook& t, ticks length) noexcept { t.length -= length; }
};
static_assert(policy<sjf>);

/// Shortest remaining time first: a shorter one that comes takes over at once. Optimal for the mean
/// turnaround, whenever jobs come. put and take O(log n). (Schrage: A proof of the optimality of
/// the shortest remaining processing time discipline, Operations Research 1968.)
class srtf : public sjf {
 public:
  bool preempts(hook const& a, hook const& b) const noexcept { return a.length < b.length; }
};
static_assert(policy<srtf>);

}  // namespace kont
