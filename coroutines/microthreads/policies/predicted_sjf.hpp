// coroutines/microthreads/policies/predicted_sjf.hpp -- the shortest burst first, as guessed from
// those before.
#pragma once
#include "coroutines/microthreads/policies/by_key.hpp"
#include "coroutines/microthreads/policies/service.hpp"

namespace kont {

/// Who is expected to run shortest, till it waits again, runs first. The guess is an exponential
/// average with factor 1/2: (last guess + last burst) / 2. put and take O(log n).
/// (Silberschatz, Galvin, Gagne: Operating System Concepts, chapter 5.)
class predicted_sjf {
 public:
  struct hook {
    ticks guess = 10;  ///< the length of its next burst
    ticks burst = 0;   ///< how long it has run since it last waited
  };
  void reserve(std::size_t n) { ready_.reserve(n); }
  void put(hook& t, why w) noexcept {
    if (w == why::woken || w == why::timed_out) {
      t.guess = (t.guess + t.burst) / 2;
      t.burst = 0;
    }
    ready_.put(t, t.guess);
  }
  hook* take() noexcept { return ready_.take(); }
  void ran(hook& t, ticks length) noexcept { t.burst += length; }

 private:
  by_key<hook, ticks> ready_;
};
static_assert(policy<predicted_sjf>);

}  // namespace kont
