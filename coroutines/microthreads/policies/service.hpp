// coroutines/microthreads/policies/service.hpp -- what a policy may want to be told of time and
// service, and who tells it.
#pragma once
#include <concepts>
#include <cstdint>
#include <limits>
#include <utility>

#include "coroutines/microthreads/policy.hpp"

namespace kont {

/// Time and service, in whole ticks: nanoseconds by a clock, turns where turns are counted, and
/// whatever a workload counts in where time is simulated.
using ticks = std::int64_t;

/// A quantum that is never used up.
inline constexpr ticks for_ever = std::numeric_limits<ticks>::max();

// The optional members of a policy; who drives it calls those that it has:
//   tick(now)        what time it is; told before all that happens at that time
//   ran(t, length)   t, which was taken, has run for so long since it was taken or last told of
//   quantum(t)       how long t, just taken, may run before it is put again; without it: for ever
//   preempts(a, b)   a has been put while b runs: whether b is to be put, and another to be taken
//   waits_for(t, b)  t waits for what b has, a lock say; null: no longer. A scheduler
//                    alone does not say it, the lab does
//   ended(t)         t, which was taken, is no more; its hook is not to be touched again
// What a policy is to know of one microthread (a weight, a length, a deadline) are members of its
// hook: set by attributes::properties on a scheduler, and by the workload where it is simulated.

template <policy P> void tell_time(P& p, ticks now) noexcept {
  if constexpr (requires { p.tick(now); }) p.tick(now);
}
template <policy P> void tell_ran(P& p, typename P::hook& t, ticks length) noexcept {
  if constexpr (requires { p.ran(t, length); }) p.ran(t, length);
}
template <policy P> ticks quantum_of(P& p, typename P::hook& t) noexcept {
  if constexpr (requires { p.quantum(t); }) return p.quantum(t);
  return for_ever;
}
template <policy P>
bool preempts(P const& p, typename P::hook const& a, typename P::hook const& b) noexcept {
  if constexpr (requires { p.preempts(a, b); }) return p.preempts(a, b);
  return false;
}
template <policy P> void tell_ended(P& p, typename P::hook& t) noexcept {
  if constexpr (requires { p.ended(t); }) p.ended(t);
}
template <policy P> void make_room(P& p, std::size_t n) {
  if constexpr (requires { p.reserve(n); }) p.reserve(n);
}

/// Counts turns instead of time: each has length 1. A run is then the same on every machine.
class turns {
 public:
  ticks now() const noexcept { return now_; }
  void turn_is_over() noexcept { ++now_; }

 private:
  ticks now_ = 0;
};

/// Orders like `P`, and tells it of time and service, which a scheduler alone does not: a read of
/// the clock a turn. Who does not name it pays nothing. `T` is the source of time: `now()` in
/// ticks, and `turn_is_over()` where it has to know. A quantum is kept where microthreads yield or
/// pass checkpoints; see preemption.hpp. (A policy around a policy: see observed.)
template <policy P, class T = turns> class metered {
 public:
  using hook = typename P::hook;

  metered() = default;
  explicit metered(P p, T time = {}) : ready_(std::move(p)), time_(std::move(time)) {}

  void reserve(std::size_t n) { make_room(ready_, n); }
  void put(hook& t, why w) noexcept {
    if (&t == running_) charge();
    tell_time(ready_, time_.now());
    ready_.put(t, w);
  }
  hook* take() noexcept {
    if (running_ != nullptr) charge();
    tell_time(ready_, time_.now());
    running_ = ready_.take();
    since_ = time_.now();
    return running_;
  }
  void ended(hook& t) noexcept {
    if (&t == running_) charge();
    tell_ended(ready_, t);
  }
  /// The policy inside.
  P& inner() noexcept { return ready_; }

 private:
  void charge() noexcept {
    if constexpr (requires { time_.turn_is_over(); }) time_.turn_is_over();
    tell_ran(ready_, *std::exchange(running_, nullptr), time_.now() - since_);
  }

  P ready_;
  T time_;
  hook* running_ = nullptr;  // whose turn has not been told of yet
  ticks since_ = 0;
};

/// Whether `P` is to be told of time or service: on a scheduler it needs metered<P>.
template <class P>
concept metering = requires(P p, typename P::hook& t) {
  p.ran(t, ticks{1});
}
|| requires(P p) { p.tick(ticks{1}); };

}  // namespace kont
