// coroutines/microthreads/crew_timers.hpp -- the deadlines of a crew's microthreads.
#pragma once
#include <atomic>
#include <boost/intrusive/set.hpp>

#include "lib/clock.hpp"
#include "lib/concurrent/spin_lock.hpp"

namespace kont {

/// Who waits until when. Each takes its own entry out before its wait is over, so none is ever
/// stale. push and forget O(log n), without memory of its own; earliest O(1). Thread-safe.
template <class Thread> class crew_timers {
 public:
  /// Of one whose wait can be claimed. Whether it is the earliest.
  bool push(Thread& t) noexcept {
    section const alone(lock_);
    bool const first = naps_.insert(t) == naps_.begin();
    note_earliest();
    return first;
  }
  void forget(Thread& t) noexcept {
    section const alone(lock_);
    if (!t.is_linked()) return;
    naps_.erase(naps_.iterator_to(t));
    note_earliest();
  }
  /// One that is due; its wait is claimed, and the caller's to end. Null: no more.
  Thread* take_due(instant now) noexcept {
    section const alone(lock_);
    Thread* due = nullptr;
    while (due == nullptr && !naps_.empty() && naps_.begin()->until <= now) {
      Thread& t = *naps_.begin();
      naps_.erase(naps_.begin());
      if (t.seize()) due = &t;
    }
    note_earliest();
    return due;
  }
  instant earliest() const noexcept { return instant(earliest_.load(std::memory_order_relaxed)); }

 private:
  void note_earliest() noexcept {
    auto const first = naps_.empty() ? instant::max() : naps_.begin()->until;
    earliest_.store(first.time_since_epoch(), std::memory_order_relaxed);
  }
  spin_lock lock_;
  boost::intrusive::multiset<Thread, boost::intrusive::constant_time_size<false>> naps_;
  std::atomic<timeline::duration> earliest_ = instant::max().time_since_epoch();
};

}  // namespace kont
