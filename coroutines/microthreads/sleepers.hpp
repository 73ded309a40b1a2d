// coroutines/microthreads/sleepers.hpp -- who sleeps until when, the earliest first.
#pragma once
#include <cstddef>

#include "coroutines/microthreads/waiting.hpp"
#include "lib/agenda.hpp"
#include "lib/clock.hpp"

namespace kont {

/// Microthreads by the time they are to wake; those of one instant in the order they came, so
/// that a run can be repeated. push and pop as those of an agenda; forget O(1), amortized: a
/// deadline that was not needed stays, and is known by its number, until it is the earliest or half
/// of all are of that kind. (The record of who has ended keeps its memory: see arena.)
template <class Thread> class sleepers {
 public:
  bool empty() const noexcept { return naps_.size() == forgotten_; }
  /// When the earliest is to wake; call it when there is one.
  instant earliest() noexcept {
    while (stale(naps_.first())) naps_.drop_first(), --forgotten_;
    return naps_.first().due;
  }
  /// `t` is about to wait, in `w`. Throws std::bad_alloc.
  void push(Thread& t, waiting& w, instant until) {
    naps_.add(until, &t);
    w.nap = naps_.added();
  }
  /// Takes out the one that earliest() spoke of.
  Thread& pop() noexcept {
    fetch_ahead();
    Thread& t = who(naps_.first());
    naps_.drop_first();
    return t;
  }
  /// Somebody has stopped waiting who had a deadline.
  void forget() noexcept {
    if (++forgotten_ > 64 && 2 * forgotten_ > naps_.size()) {
      naps_.drop_if(stale);
      forgotten_ = 0;
    }
  }

 private:
  static Thread& who(agenda::item const& n) noexcept { return *static_cast<Thread*>(n.what); }
  static bool stale(agenda::item const& n) noexcept {
    waiting const* const w = who(n).waits;
    return w == nullptr || w->nap != n.order;
  }
  // When a million are due at once, each would wait for two cache misses: her record, her wait.
  void fetch_ahead() const noexcept {
    constexpr std::size_t record_distance = 16, wait_distance = 8;
    void* const far = naps_.ahead(record_distance);
    if (far == nullptr) return;
    __builtin_prefetch(far, 1);
    __builtin_prefetch(static_cast<Thread*>(naps_.ahead(wait_distance))->waits, 1);
  }

  agenda naps_;
  std::size_t forgotten_ = 0;  // how many of all these nobody needs
};

}  // namespace kont
