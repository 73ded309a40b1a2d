// lib/concurrent/parking.hpp -- who makes a sleeper ready when the waker may come before it sleeps.
//
// A microthread that waits tells others where it waits *before* its context is saved, because only
// after the switch is there something saved, and then it no longer runs. So a waker of another
// thread may find somebody who cannot be resumed yet. Of the two -- who saves the context and calls
// settle(), who wakes -- exactly one is told to make the sleeper ready: whoever comes second.
//
//              prepare()              settle(): true
//   [running] -----------> [leaving] ----------------> [parked]
//     ^  ^                     |                           |
//     |  |                     | wake(): noted             | wake(): ready, the waker
//     |  |  settle(): false,   v                           | makes it ready
//     |  +------------------ [woken]                       |
//     |     the saver makes it ready                       |
//     +----------------------------------------------------+
#pragma once
#include <atomic>
#include <cstdint>
#include <utility>

namespace kont {

/// The memory orders of a parking; see deque_orders.
struct parking_orders {
  std::memory_order settle = std::memory_order::release;  ///< the saved context comes along
  std::memory_order woken = std::memory_order::acquire;   ///< what the waker wrote is seen
  std::memory_order wake = std::memory_order::acq_rel;    ///< both, on the waker's side
  bool settle_by_exchange = true;                         ///< not by a load and a store
};

/// What a waker learns.
enum class woke {
  late,   ///< nothing: another was first, or that wait is over
  noted,  ///< we were first, but its context is not saved yet: who saves it makes it ready
  ready   ///< we were first, and must make it ready
};

/// The state of one who sleeps, and the number of its sleep: of all who would end one sleep (a
/// sender, a timer, a cancel) exactly one wins, and one who is late cannot end the next. (Epoch
/// stamps: boostorg/fiber #261; the states are those of Go's gopark and of Java's park, with the
/// window between them made a state.) It must outlive the tickets, and where its place is used for
/// another sleeper, the numbers must go on: who is late still looks. prepare and settle: the
/// sleeper's side, one thread at a time; wake: any thread, async-signal-safe. O(1), wait-free.
template <template <class> class Atom = std::atomic, parking_orders O = {}> class parking {
  using word = std::uint64_t;  // number of the sleep * 4 + state
  static constexpr bool sure = noexcept(std::declval<Atom<word>&>().load(O.wake));
  enum state : word { running, leaving, parked, woken };

 public:
  /// One sleep. Wakers are given it; 62 bits of them do not run out.
  enum class ticket : word {};

  /// The running sleeper is about to sleep; then it hands the ticket to its wakers, by a lock or
  /// with release.
  ticket prepare() noexcept(sure) {
    word const next = (state_.load(std::memory_order::relaxed) & ~word{3}) + 4;
    state_.store(next | leaving, std::memory_order::relaxed);
    return ticket{next};
  }
  /// Its context has been saved. True: it sleeps, and the waker will make it ready -- it may
  /// already run elsewhere. False: it was woken meanwhile, and the caller makes it ready.
  bool settle(ticket t) noexcept(sure) {
    word now = in(t, leaving);
    if constexpr (O.settle_by_exchange) {
      if (state_.compare_exchange_strong(now, in(t, parked), O.settle, O.woken)) return true;
    } else {
      now = state_.load(O.woken);
      if (now == in(t, leaving)) {
        state_.store(in(t, parked), O.settle);
        return true;
      }
    }
    state_.store(in(t, running), std::memory_order::relaxed);
    return false;
  }
  /// Ends that sleep, unless it is over.
  woke wake(ticket t) noexcept(sure) {
    word now = in(t, leaving);
    if (state_.compare_exchange_strong(now, in(t, woken), O.wake, std::memory_order::relaxed)) {
      return woke::noted;
    }
    if (now != in(t, parked)) return woke::late;
    bool const first =
        state_.compare_exchange_strong(now, in(t, running), O.wake, std::memory_order::relaxed);
    return first ? woke::ready : woke::late;
  }

 private:
  static word in(ticket t, state s) noexcept { return static_cast<word>(t) | s; }
  Atom<word> state_{0};
};

}  // namespace kont
