// coroutines/microthreads/policies/fair.hpp -- virtual run time: who has had least for its weight.
#pragma once
#include <algorithm>

#include "coroutines/microthreads/policies/by_key.hpp"

namespace kont {

/// Service divided by weight is virtual run time; who has least runs next, and for its share of the
/// latency, within which all are to have run once. Who wakes is set back by half a latency at most,
/// so that those who mostly sleep run soon. put and take O(log n).
/// (Molnár's Completely Fair Scheduler, Linux 2.6.23; after weighted fair queueing: Demers, Keshav
/// & Shenker 1989. Ours has no groups, and one processor.)
class fair {
 public:
  struct hook {
    ticks weight = 1;  ///< its share; at least 1 counts
    ticks had = 0;     // its virtual run time, in parts of a tick
  };
  struct options {
    ticks latency = 24;  ///< within so long all run once
    ticks shortest = 3;  ///< and yet nobody is stopped before so long
  };
  fair() = default;
  explicit fair(options how) noexcept : how_(how) {}

  void reserve(std::size_t n) { ready_.reserve(n); }
  void put(hook& t, why w) noexcept {
    if (w == why::created) t.had = least_;
    if (w == why::woken || w == why::timed_out)
      t.had = std::max(t.had, least_ - how_.latency * parts / 2);
    ready_.put(t, t.had);
    weights_ += weight_of(t);
  }
  hook* take() noexcept {
    hook* const first = ready_.take();
    if (first == nullptr) return nullptr;
    least_ = std::max(least_, first->had);
    weights_ -= weight_of(*first);
    return first;
  }
  void ran(hook& t, ticks length) noexcept { t.had += length * parts / weight_of(t); }
  ticks quantum(hook const& t) const noexcept {
    auto const mine = weight_of(t);
    return std::max(how_.latency * mine / (weights_ + mine), how_.shortest);
  }
  bool preempts(hook const& a, hook const& b) const noexcept {
    return a.had + how_.shortest * parts / weight_of(a) < b.had;
  }

 private:
  static constexpr ticks parts = ticks{1} << 20;  // so that a weight of a million is not lost
  static ticks weight_of(hook const& t) noexcept { return t.weight < 1 ? 1 : t.weight; }

  options how_;
  ticks least_ = 0;    // of the virtual run times: it only grows
  ticks weights_ = 0;  // of those that are ready
  by_key<hook, ticks> ready_;
};
static_assert(policy<fair>);

}  // namespace kont
