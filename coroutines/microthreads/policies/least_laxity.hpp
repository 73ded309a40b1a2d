// coroutines/microthreads/policies/least_laxity.hpp -- who can least afford to wait runs first.
#pragma once
#include <algorithm>

#include "coroutines/microthreads/policies/by_key.hpp"

namespace kont {

/// The laxity of a job is deadline - now - length: how long it may still wait. Those that wait lose
/// it alike, so their order stays that of deadline - length; who runs keeps its own, and is
/// overtaken after the difference, which is its quantum: at least `shortest`, or two of equal
/// laxity would take turns at every tick. Who has no deadline waits for all who have one, and is
/// not overtaken by another without. Optimal like edf. put and take O(log n).
/// (Mok: Fundamental design problems of distributed systems for the hard-real-time environment,
/// PhD thesis, MIT 1983.)
class least_laxity {
 public:
  struct hook {
    ticks deadline = for_ever;  ///< when it is to be done: a moment, not a length
    ticks length = 0;           ///< the service it still needs
  };
  explicit least_laxity(ticks shortest = 1) noexcept : shortest_(shortest) {}

  void reserve(std::size_t n) { ready_.reserve(n); }
  void put(hook& t, why) noexcept { ready_.put(t, key(t)); }
  hook* take() noexcept { return ready_.take(); }
  void ran(hook& t, ticks length) noexcept { t.length -= length; }
  ticks quantum(hook const& t) const noexcept {
    if (ready_.empty() || ready_.first_key() == for_ever) return for_ever;
    return std::max(ready_.first_key() - key(t), shortest_);
  }
  /// Always: whoever comes may change when the running one is overtaken, so that is asked anew.
  bool preempts(hook const&, hook const&) const noexcept { return true; }

 private:
  static ticks key(hook const& t) noexcept {
    return t.deadline == for_ever ? for_ever : t.deadline - t.length;
  }

  ticks shortest_;
  by_key<hook, ticks> ready_;
};
static_assert(policy<least_laxity>);

}  // namespace kont
