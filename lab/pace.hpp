// lab/pace.hpp -- how a tick becomes real: so many nanoseconds, and the work that fills them.
#pragma once
#include <algorithm>
#include <chrono>

#include "coroutines/microthreads/policies/service.hpp"
#include "lib/clock.hpp"

namespace kont::lab {

/// Where microthreads serve jobs: what a tick takes, and how it is burnt.
struct pace {
  ticks tick = 1;    ///< nanoseconds
  double loops = 0;  ///< turns of an empty loop in a nanosecond; 0: time is only counted, exactly
};

/// A pace of so many nanoseconds a tick on this machine, as it is when nothing disturbs it: the
/// fastest of several short measurements. Takes 10 ms.
pace measured_pace(ticks tick);

/// The time of one run, in nanoseconds from its beginning. Not thread-safe.
class timekeeper {
 public:
  explicit timekeeper(pace p) noexcept : pace_(p) {}

  ticks now() const noexcept {
    return pace_.loops == 0 ? counted_ : real_.now().time_since_epoch().count();
  }
  /// Works for as long as `length` takes undisturbed; in truth it may take longer.
  void burn(ticks length) noexcept {
    if (pace_.loops == 0)
      counted_ += length;
    else
      loop(static_cast<ticks>(static_cast<double>(length) * pace_.loops) + 1);
  }
  void wait_until(ticks moment) noexcept {
    if (pace_.loops == 0)
      counted_ = std::max(counted_, moment);
    else
      real_.wait_until(instant(std::chrono::nanoseconds(moment)));
  }
  ticks tick() const noexcept { return pace_.tick; }

  [[gnu::noinline]] static void loop(ticks turns) noexcept {
    for (; turns > 0; --turns) asm volatile("");
  }

 private:
  pace pace_;
  monotonic_clock real_;
  ticks counted_ = 0;
};

}  // namespace kont::lab
