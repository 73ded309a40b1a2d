// coroutines/microthreads/policies/eevdf.hpp -- the earliest virtual deadline, of those who may.
#pragma once
#include <algorithm>

#include "coroutines/microthreads/policies/by_key.hpp"

namespace kont {

/// Virtual time passes by 1/(sum of the weights) a tick. A microthread asks for a quantum at a
/// time: it may have it from when it would have come to it in a perfect division (`eligible`), and
/// by quantum/weight later. Of those that may, the earliest deadline runs: nobody is ever ahead or
/// behind the perfect division by more than a quantum. Who comes or wakes asks from now on, keeping
/// its debts. Two heaps, those who may and those who may not yet: put and take O(log n), amortized.
/// (Stoica & Abdel-Wahab: Earliest eligible virtual deadline first, TR-95-22, Old Dominion 1995.
/// Linux 6.6 has it with another rule for who wakes.)
class eevdf {
 public:
  struct hook {
    ticks weight = 1;    ///< its share; at least 1 counts
    ticks eligible = 0;  // in virtual time
  };
  explicit eevdf(ticks quantum = 1) noexcept : quantum_(quantum) {}

  void reserve(std::size_t n) {
    may_.reserve(n);
    not_yet_.reserve(n);
  }
  void put(hook& t, why) noexcept {
    if (&t == running_) {
      running_ = nullptr;
    } else {
      weights_ += weight_of(t);
      t.eligible = std::max(t.eligible, now_);
    }
    if (t.eligible <= now_)
      may_.put(t, deadline(t));
    else
      not_yet_.put(t, t.eligible);
  }
  hook* take() noexcept {
    leave();
    if (may_.empty() && !not_yet_.empty()) now_ = std::max(now_, not_yet_.first_key());
    while (!not_yet_.empty() && not_yet_.first_key() <= now_) {
      hook& t = *not_yet_.take();
      may_.put(t, deadline(t));
    }
    return running_ = may_.take();
  }
  void ran(hook& t, ticks length) noexcept {
    t.eligible += length * parts / weight_of(t);
    owed_ += length * parts;  // a division's rest is kept, or time would stand still among many
    now_ += owed_ / weights_;
    owed_ %= weights_;
  }
  ticks quantum(hook const&) const noexcept { return quantum_; }
  void ended(hook& t) noexcept {
    if (&t == running_) leave();
  }

 private:
  static constexpr ticks parts = ticks{1} << 20;
  static ticks weight_of(hook const& t) noexcept { return t.weight < 1 ? 1 : t.weight; }
  ticks deadline(hook const& t) const noexcept {
    return t.eligible + quantum_ * parts / weight_of(t);
  }
  void leave() noexcept {  // who ran and was not put again
    if (running_ != nullptr) weights_ -= weight_of(*running_);
    running_ = nullptr;
  }

  ticks quantum_;
  ticks now_ = 0, owed_ = 0;
  ticks weights_ = 0;        // of those who are ready or run
  hook* running_ = nullptr;  // who was taken, and not put yet
  by_key<hook, ticks> may_, not_yet_;
};
static_assert(policy<eevdf>);

}  // namespace kont
