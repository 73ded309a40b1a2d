// lib/clock.hpp -- time as a parameter: virtual time jumps, the machine's waits in the kernel.
#pragma once
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <concepts>
#include <ctime>

namespace kont {

/// The line on which instants lie; it is no clock itself, since there may be many at once.
struct timeline {
  using duration = std::chrono::nanoseconds;
};

/// A moment, in nanoseconds since its clock was made: a virtual and a real run of one program
/// speak of the same instants. Signed 64 bits: 292 years.
using instant = std::chrono::time_point<timeline, timeline::duration>;

/// What a scheduler asks of time. A value without statics: two schedulers, two clocks.
/// `wait_until(t)` returns when now() >= t, at once if that is so already. Optional members, for
/// clocks that know of more than time (what a reactor completes, say):
///   may_wait(bool asleep)   nobody is ready, and somebody sleeps or nobody does: whether to wait,
///                           since something may still happen; wait_until() then returns when it
///                           has, early. False: run() returns. (Without it: whether one sleeps.)
///   poll()                  lets happen what can at once; called now and then while others run
///   poll_if_due()           there if that is dear: called in its place, and may put it off
///   post(f), expect()       for other threads: see real_clock
template <class C>
concept clock = requires(C c, C const& seen, instant t) {
  { seen.now() } -> std::same_as<instant>;
  { c.wait_until(t) } -> std::same_as<void>;
};

/// The optional members, or what is done without them.
template <clock C> bool may_wait(C& c, bool asleep) {
  if constexpr (requires { c.may_wait(asleep); }) return c.may_wait(asleep);
  return asleep;
}
/// One that may call others meanwhile.
template <class C>
concept polled = clock<C> && requires(C c) {
  c.poll();
};
template <clock C> void poll(C& c) {
  if constexpr (requires { c.poll_if_due(); }) {
    c.poll_if_due();
  } else if constexpr (polled<C>) {
    c.poll();
  }
}

/// Time that passes only when everybody waits: a wait is a jump, so that a day takes no longer
/// than the work done in it, and every run of one seed sees the same instants. Never goes back.
/// Each call O(1). Not thread-safe. (Virtual time: Jefferson 1985; SimPy's `core.py`.)
class virtual_clock {
 public:
  instant now() const noexcept { return now_; }
  void wait_until(instant t) noexcept {
    if (t > now_) now_ = t;
  }

 private:
  instant now_{};
};

/// A duration as the system's calls take it.
inline timespec to_timespec(timeline::duration d) noexcept {
  auto const seconds = std::chrono::floor<std::chrono::seconds>(d);
  return {.tv_sec = seconds.count(), .tv_nsec = (d - seconds).count()};
}

/// The machine's time, which is not set back when the wall clock is (CLOCK_MONOTONIC). A wait
/// sleeps in the kernel, until the instant itself: what a signal interrupts goes on sleeping, and
/// lateness does not add up. Blocks the thread, and all that runs on it; real_clock is one whose
/// waits other threads can end. Thread-safe.
class monotonic_clock {
 public:
  instant now() const noexcept { return instant(uptime() - start_); }
  void wait_until(instant t) const noexcept {
    auto const latest = timeline::duration::max() - start_;  // "for ever" must not overflow
    auto const since_boot = start_ + std::min(t.time_since_epoch(), latest);
    if (since_boot.count() < 0) return;  // before the machine was up: over
    timespec const at = to_timespec(since_boot);
    while (::clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, nullptr) == EINTR) continue;
  }

 private:
  static timeline::duration uptime() noexcept {
    timespec t{};
    ::clock_gettime(CLOCK_MONOTONIC, &t);
    return std::chrono::seconds(t.tv_sec) + std::chrono::nanoseconds(t.tv_nsec);
  }
  timeline::duration start_ = uptime();
};

static_assert(clock<virtual_clock> && clock<monotonic_clock>);

}  // namespace kont
