// coroutines/microthreads/policies/predicted_sjf.hpp -- the shortest burst first, as guessed from
// those before.
#pragma once
#include "coroutines/microthreads/policies/by_key.hpp"
#include "coroutines/microthreads/policies/service.hpp"

namespace kont {

/// Who is expected to run shortest, till it waits again, runs first. The guess is an exponential
/// average: of the last burst `alpha` parts in a hundred, and of the last guess the others. put and
/// take O(log n). (Silberschatz, Galvin, Gagne: Operating System Concepts, chapter 5.)
class predicted_sjf {
 public:
  struct hook {
    ticks guess = -1;  ///< the length of its next burst; below 0: as all begin
    ticks burst = 0;   ///< how long it has run since it last waited
  };
  /// The guess of a first burst; and alpha, from 0 to 100.
  explicit predicted_sjf(ticks first = 10, ticks alpha = 50) noexcept
      : first_(first), alpha_(alpha) {}

  void reserve(std::size_t n) { ready_.reserve(n); }
  void put(hook& t, why w) noexcept {
    if (t.guess < 0) t.guess = first_;
    if (w == why::woken || w == why::timed_out) {
      t.guess = (alpha_ * t.burst + (100 - alpha_) * t.guess) / 100;
      t.burst = 0;
    }
    ready_.put(t, t.guess);
  }
  hook* take() noexcept { return ready_.take(); }
  void ran(hook& t, ticks length) noexcept { t.burst += length; }

 private:
  ticks first_, alpha_;
  by_key<hook, ticks> ready_;
};
static_assert(policy<predicted_sjf>);

}  // namespace kont
