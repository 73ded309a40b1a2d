// coroutines/microthreads/crew_rest.hpp -- how the workers of a crew rest, are called, and
// know that all is done.
//
//            announces                      looks around: nothing
//   [busy] -------------> [can be rung] -------------------------> [settled] -- sleeps on its bell
//     ^                        |                                       |
//     +------------------------+---------------------------------------+-- found something, or rung
//
// Nobody misses work: who makes some puts it where it can be found, then looks whether somebody can
// be rung; who rests announces it, then looks for work. One of the two sees the other (Dekker), for
// a fence lies between on both sides, and who rests pays for both. And when all have settled,
// nobody has anything: each looked after it had emptied its own deque, and whoever was given
// something since was rung.
#pragma once
#include <atomic>
#include <mutex>

#include "lib/clock.hpp"
#include "lib/concurrent/asymmetric_fence.hpp"

namespace kont {

/// Keeps the count for a crew of Worker. Thread-safe.
template <class Worker> class crew_rest {
 public:
  bool stops() const noexcept { return stops_.load(std::memory_order_relaxed); }
  void begin() noexcept { stops_.store(false, std::memory_order_relaxed); }

  /// There is something to take: rings one who rests.
  template <class Crew> [[gnu::always_inline]] void tell(Crew& crew) noexcept {
    light_fence();
    if (can_be_rung_.load(std::memory_order_relaxed) != 0) [[unlikely]]
      ring_one(crew);
  }
  /// There is something for this one.
  void tell_worker(Worker& w) noexcept {
    light_fence();
    if (can_be_rung_.load(std::memory_order_relaxed) != 0) ring(w);
  }
  /// One less is awaited from outside: rings one who rests, to see whether that was all. As soon as
  /// it was, run() may return and the crew be gone; so whoever settles waits until this is done.
  template <class Crew> void tell_of_less(Crew& crew, std::atomic<unsigned>& awaited) noexcept {
    lock const alone(mutex_);
    awaited.fetch_sub(1);
    for (unsigned n = 0; n < crew.workers(); ++n) {
      Worker& w = crew.worker(n);
      if (!w.can_be_rung) continue;
      got_up(w);
      return w.wakes.ring();
    }
  }
  /// All are to go back to run().
  template <class Crew> void stop(Crew& crew) noexcept {
    stops_.store(true, std::memory_order_seq_cst);
    for (unsigned n = 0; n < crew.workers(); ++n) crew.worker(n).wakes.ring();
  }

  /// Sleeps until something may have come. What it found when it looked once more; or null.
  template <class Crew> auto* sleep(Crew& crew, Worker& me) noexcept {
    announce(me);
    auto* const found = me.look_around();
    if (found != nullptr || stops()) {
      get_up(me);
    } else {
      if (settle(crew, me)) {
        stop(crew);
      } else {
        wait(crew, me);
      }
      get_up(me);
    }
    return found;
  }

 private:
  using lock = std::lock_guard<std::mutex>;

  void announce(Worker& me) noexcept {
    {
      lock const alone(mutex_);
      me.can_be_rung = true;
      can_be_rung_.fetch_add(1, std::memory_order_relaxed);
    }
    heavy_fence();
  }
  // Whether it is the last.
  template <class Crew> bool settle(Crew& crew, Worker& me) noexcept {
    lock const alone(mutex_);
    if (!me.can_be_rung) return false;
    me.settled = true;
    return ++settled_ == crew.workers() && crew.is_over();  // while nobody can be rung, or get up
  }
  template <class Crew> void wait(Crew& crew, Worker& me) noexcept {
    auto const until = crew.next_deadline();
    if (until == instant::max()) {
      me.wakes.wait();
    } else {
      me.wakes.wait_until(crew.clock(), until);
    }
  }
  void get_up(Worker& w) noexcept {
    lock const alone(mutex_);
    got_up(w);
  }
  void got_up(Worker& w) noexcept {
    if (!w.can_be_rung) return;
    w.can_be_rung = false;
    can_be_rung_.fetch_sub(1, std::memory_order_relaxed);
    if (w.settled) --settled_;
    w.settled = false;
  }
  void ring(Worker& w) noexcept {
    {
      lock const alone(mutex_);
      if (!w.can_be_rung) return;
      got_up(w);
    }
    w.wakes.ring();
  }
  template <class Crew> [[gnu::cold, gnu::noinline]] void ring_one(Crew& crew) noexcept {
    Worker* who = nullptr;
    {
      lock const alone(mutex_);
      for (unsigned n = 0; n < crew.workers() && who == nullptr; ++n) {
        if (crew.worker(n).can_be_rung) who = &crew.worker(n);
      }
      if (who == nullptr) return;
      got_up(*who);
    }
    who->wakes.ring();
  }

  std::atomic<bool> stops_ = false;
  std::atomic<unsigned> can_be_rung_ = 0;
  alignas(64) std::mutex mutex_;  // who rests writes it, and who works reads the two above
  unsigned settled_ = 0;
};

}  // namespace kont
