// coroutines/microthreads/crew_thread.hpp -- the record of a microthread that workers share.
//
// Several may want to end one wait: who takes it from the queue, its deadline, an exception. Each
// tries claim(); one wins, and owns the wait: the frame in which it lies, value and all, stays
// until the winner has made its thread ready. Then parking tells whether its context is saved.
//
//              begin_to_wait()             claim()                wake()
//   [running] ----------------> [open] --------------> [claimed] --------> [ready]
//       ^                          . exactly one wins:     | value handed over, or tickets
//       |                          .   a queue's pop()     | taken out of their queue, under
//       |                          .   its deadline        | the lock of the object
//       |                          .   raise()             |
//       +--------------------------------------------------+-- who files its context, or who
//                                                               wakes: whoever comes second
#pragma once
#include <atomic>
#include <boost/intrusive/set_hook.hpp>
#include <cstdint>
#include <exception>
#include <memory>
#include <utility>

#include "coroutines/microthreads/microthread.hpp"
#include "coroutines/microthreads/waiting.hpp"
#include "lib/clock.hpp"
#include "lib/concurrent/parking.hpp"
#include "lib/concurrent/spin_lock.hpp"

namespace kont {

/// What becomes of a microthread when it has left: who files it has to know.
enum class leaves : unsigned char { for_good, yields, waits };

/// How far the end of a microthread has come. It only goes on, until the record is used again:
///
///   [unknown] ----------------> [before] ----> [finished] ----> [left]
///     |  |   its fork() returns                    ^
///     |  '-----------------------------------------'   it ends while its parent is elsewhere
///     '----> [unseen]   it ends, and its parent goes on here
class ending {
 public:
  /// Whether it has ended, for those who ask or join.
  operator bool() const noexcept { return at_.load() > stage::before; }
  /// Whether its own side touches it no more: it is its handle's. To be seen with all it did.
  bool has_left() const noexcept { return at_.load(std::memory_order_acquire) >= stage::left; }
  /// Whether fork() made it, and has not returned yet.
  bool unknown() const noexcept { return at_.load(std::memory_order_relaxed) == stage::unknown; }
  /// Whether it had ended before anybody knew of it.
  bool unseen() const noexcept { return at_.load(std::memory_order_relaxed) == stage::unseen; }

  void begin_anew(bool forked) noexcept {
    at_.store(forked ? stage::unknown : stage::before, std::memory_order_relaxed);
  }
  /// Its fork() returns. (It may end meanwhile elsewhere: then nothing happens.)
  void become_known() noexcept {
    auto was = stage::unknown;
    at_.compare_exchange_strong(was, stage::before, std::memory_order_relaxed);
  }
  void finish() noexcept { at_.store(stage::finished, std::memory_order_release); }
  void leave() noexcept { at_.store(stage::left, std::memory_order_release); }
  void leave_unseen() noexcept { at_.store(stage::unseen, std::memory_order_relaxed); }

 private:
  enum class stage : unsigned char { unknown, before, finished, left, unseen };
  std::atomic<stage> at_ = stage::before;
};

template <class Thread> struct crew_home;

/// What lies in the deque of a worker: a microthread that is ready, or what may become one.
template <class Thread> struct crew_task {
  /// Makes a microthread of it for the worker that has taken it; null, if that cannot be had. Is
  /// null itself if it is one.
  Thread* (*begin)(crew_task&) noexcept = nullptr;
};

/// What a crew keeps of a microthread; see microthread for the members it has too. What is not
/// atomic belongs to who runs it, or has claimed its wait, or holds the lock that is named.
template <class S>
struct crew_thread : crew_task<crew_thread<S>>, boost::intrusive::set_base_hook<> {
  using home_type = crew_home<crew_thread>;
  static constexpr unsigned anywhere = ~0u;

  typename S::continuation rest;
  std::uint64_t id = 0;
  crew_thread* next = nullptr;   // in an inbox, or among the pinned of its worker
  home_type* home = nullptr;     // whose arena it is from
  unsigned pinned = anywhere;    // the number of its worker
  unsigned stack_size = 0;       // bytes, as asked for; 0: the usual
  leaves left = leaves::yields;  // which it does unless it waits
  bool answered = false;
  bool expired = false;
  bool called_off = false;              // an exception has claimed its wait
  bool sure = false;                    // claimed already, and yet in a queue: waits_surely()
  std::atomic<bool> open = false;       // its wait can be claimed
  bool dropped = false;                 // its handle has let it go (under `guard`)
  ending finished;                      // (`finish` under `guard`)
  std::atomic<bool> disturbed = false;  // `pending` is to be thrown
  std::atomic<bool> block_trap = false;
  std::atomic<bool> resistant = false;
  bool twofold = false;  // its wait, or one called off, is in several queues

  waiting* waits = nullptr;
  spin_lock* waits_under = nullptr;  // the lock of what it waits for; null: it has none, or several
  parking<> place;
  parking<>::ticket sleep{};
  instant until = instant::max();

  wait_queue<crew_thread> joiners;  // (under `guard`)
  spin_lock guard;
  spin_lock raising;
  std::exception_ptr pending;  // (under `raising`)
  std::uint64_t parent = 0;
  std::unique_ptr<particulars> more;

  crew_thread() {}  // not defaulted: it would be filled with zeros first, by a slow instruction

  /// Whether it is ours to end its wait. Any thread that knows it to live.
  bool seize() noexcept { return open.exchange(false, std::memory_order_acq_rel); }
  /// The same for who has taken it out of a queue, under the lock of that.
  bool claim() noexcept { return sure || seize(); }
  /// It is claimed, and goes on waiting in another queue, which nobody calls off. The claimant's,
  /// under the lock of that queue.
  void waits_surely() noexcept { sure = true; }
  void resist(bool yes) noexcept { resistant.store(yes, std::memory_order_relaxed); }
  std::exception_ptr take_pending() noexcept {
    section const alone(raising);
    disturbed = false;
    return std::exchange(pending, nullptr);
  }
  /// Of one that has ended: whether it is as it was when it was made, but for what begin_anew()
  /// resets.
  bool is_unseen() const noexcept { return finished.unseen(); }
  void begin_anew(bool forked) noexcept { finished.begin_anew(forked); }
  /// It has got control for the first time.
  static constexpr void starts() noexcept {}
  particulars& its_particulars() {
    if (!more) more = std::make_unique<particulars>();
    return *more;
  }
  friend bool operator<(crew_thread const& a, crew_thread const& b) noexcept {
    return a.until < b.until;
  }
};

}  // namespace kont
