// coroutines/microthreads/uthread.hpp -- the API of Stackless Python's uthread, as a thin facade.
//
//   using kont::uthread;
//   uthread::new_thread([] { uthread::wait(1s); std::puts("hello"); });
//   uthread::run();
//
// The list is that of B. Rempt, "Working with Stackless Python and Microthreads", InformIT, 2001.
// Functions are spelled as in C++, classes as there (thread and lock mean other things here).
//
//   uthread (Python)                  here, over              what differs, and why
//   new(f, a…), newresistant          scheduler::spawn        gives the Thread (Python: nothing)
//   run                               scheduler::run          returns who is stuck; from inside, at
//                                                             once: new ones join who runs anyway
//   runAndContinue                    run_some                a turn for each; call it again (there
//                                                             it was broken in just this way)
//   switchContext, block              yield, block            switches fall only at calls: below
//   wait, waitUntil                   sleep_for, sleep_until  the clock's time, virtual by default
//   exit, exitAll, exitOthers         exit, kill_all          `exited` is the SystemExit
//   getCurrentThread, getAllThreads…  a list by id            of those made here
//   atomic, startCritical             atomic_section, pulse   inside one may not wait
//   external(scheduler, f)            real_clock::post        virtual time: sleepers go first
//   random, uniqueId                  std::mt19937_64         the same in every run
//   Lock, RLock                       mutex, recursive_mutex  only who acquired it may release it
//   Condition                         condition               not of an RLock
//   Semaphore, Queue                  semaphore, queue        unget puts at the front
//   SnailQueue, Synchronizer          delayed_queue, barrier
//   Timer                             timer
//   ActiveTimer                       timer, yield            a Timer in virtual time, which stands
//                                                             still while somebody is busy
//   Blockable                         condition               ExternalBlockable, ExternalQueue: run
//                                                             waits for other OS threads meanwhile
//   Thread.block, wait, waitUntil     event, sleep_until      a thread stops only itself; unblock
//   Thread.postException, exit        handle::raise, kill     thrown where it waits; join works
//
// uthread switched after any statement; here a loop that never waits calls checkpoint(), and is
// stopped there when its slice, get_scheduler().its_pulse().set_quantum(n), is used up.
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "coroutines/microthreads/barrier.hpp"
#include "coroutines/microthreads/condition.hpp"
#include "coroutines/microthreads/delayed_queue.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/queue.hpp"
#include "coroutines/microthreads/semaphore.hpp"
#include "coroutines/microthreads/timer.hpp"
#include "coroutines/microthreads/uthread_threads.hpp"

namespace kont {

/// uthread on the strategy S: basic_uthread<thread> is its compatibility mode, on system threads.
/// Every OS thread has a scheduler of its own; only external and what is named for it may be called
/// for another's. What is made here belongs to the scheduler of the thread that makes it. Costs
/// and errors are those of what each item stands on; a thread here costs two allocations more.
template <class S, policy P = fifo, clock C = virtual_clock>
class basic_uthread : public uthread_threads<S, P, C> {
  using base = uthread_threads<S, P, C>;

 public:
  using typename base::duration;
  using typename base::world;

  // --- what they wait for -----------------------------------------------------------------------

  struct Lock : kont::mutex<world> {
    Lock() : kont::mutex<world>(base::get_scheduler(), "a Lock") {}
    void acquire() { this->lock(); }
    bool acquire(duration at_most) { return this->try_lock_for(at_most); }
    void release() noexcept { this->unlock(); }
  };
  struct RLock : kont::recursive_mutex<world> {
    RLock() : kont::recursive_mutex<world>(base::get_scheduler(), "an RLock") {}
    void acquire() { this->lock(); }
    bool acquire(duration at_most) { return this->try_lock_for(at_most); }
    void release() noexcept { this->unlock(); }
  };
  /// With a Lock of its own, or another's. Wait with it acquired.
  class Condition {
   public:
    Condition() : own_(std::make_unique<Lock>()), lock_(*own_) {}
    explicit Condition(Lock& l) : lock_(l) {}
    void acquire() { lock_.acquire(); }
    void release() noexcept { lock_.release(); }
    void wait() { condition_.wait(lock_); }
    /// Returns whether it was notified.
    bool wait(duration at_most) { return condition_.wait_for(lock_, at_most); }
    void notify(std::size_t n = 1) noexcept { condition_.notify(n); }
    void notify_all() noexcept { condition_.notify_all(); }

   private:
    std::unique_ptr<Lock> own_;
    Lock& lock_;
    kont::condition<world> condition_{base::get_scheduler(), "a Condition"};
  };
  /// The root of what blocks: waits until it is notified.
  class Blockable {
   public:
    void wait() {
      std::scoped_lock const mine(lock_);
      condition_.wait(lock_);
    }
    bool wait(duration at_most) {
      std::scoped_lock const mine(lock_);
      return condition_.wait_for(lock_, at_most);
    }
    void notify() noexcept { condition_.notify_one(); }
    void notify_all() noexcept { condition_.notify_all(); }

   private:
    kont::mutex<world> lock_{base::get_scheduler(), "a Blockable"};
    kont::condition<world> condition_{base::get_scheduler(), "a Blockable"};
  };
  struct Semaphore : kont::semaphore<world> {
    explicit Semaphore(std::size_t permits = 1)
        : kont::semaphore<world>(base::get_scheduler(), permits, "a Semaphore") {}
  };
  template <class T> struct Queue : kont::queue<T, world> {
    Queue() : kont::queue<T, world>(base::get_scheduler(), Queue::unbounded, "a Queue") {}
  };
  /// Delays each message by `t`, or by a random part of it.
  template <class T> struct SnailQueue : kont::delayed_queue<T, world> {
    explicit SnailQueue(duration t = std::chrono::milliseconds(100), bool randomize = false)
        : kont::delayed_queue<T, world>(base::get_scheduler(), t, seed(randomize), "a SnailQueue") {
    }

   private:
    static std::optional<std::uint64_t> seed(bool randomize) {
      return randomize ? std::optional(base::random(~std::uint64_t{0})) : std::nullopt;
    }
  };
  struct Synchronizer : private kont::barrier<world> {
    explicit Synchronizer(std::size_t n)
        : kont::barrier<world>(base::get_scheduler(), n, {}, "a Synchronizer") {}
    void sync() { this->arrive_and_wait(); }
  };
  struct Timer : kont::timer<world> {
    explicit Timer(duration interval)
        : kont::timer<world>(base::get_scheduler(), interval, "a Timer") {}
  };
  struct ActiveTimer : Timer {
    using Timer::Timer;
    void wait() {
      if constexpr (std::same_as<C, virtual_clock>) return Timer::wait();
      while (!this->is_over()) base::switch_context();
    }
  };

  // --- what other OS threads may release --------------------------------------------------------
  // (A wait with a deadline is over when the clock says so: virtual time jumps there at once.)

  class ExternalBlockable : public Blockable {
   public:
    using Blockable::wait;
    void wait() {
      auto const others = base::expecting(where_);
      Blockable::wait();
    }
    /// Any OS thread may call it.
    void external_notify() {
      base::external(where_, [this] { this->notify(); });
    }

   private:
    typename base::Scheduler& where_ = base::get_scheduler();
  };
  template <class T> class ExternalQueue : public Queue<T> {
   public:
    T get() {
      auto const others = base::expecting(where_);
      return Queue<T>::get();
    }
    /// Any OS thread may call it.
    void external_put(T value) {
      base::external(where_,
                     [this, value = std::move(value)]() mutable { this->put(std::move(value)); });
    }

   private:
    typename base::Scheduler& where_ = base::get_scheduler();
  };
};

using uthread = basic_uthread<stack>;

}  // namespace kont
