// papers/workloads/additions.hpp -- numbers added up by threads that are of no use for it: one that
// is told by yields, a new one for each, one that is told by a condition variable.
//
// A program is written over `Threads`, a kind of thread: inside(f) runs f as one of them;
// spawn(f), with join(); go(f), without; yield(); and `monitor`: a lock, and two conditions to
// wait for under it.
// (Kerneis, Chroboczek: Continuation-Passing C, benchmarks b3 to b5, 2010.)
#pragma once
#include <atomic>
#include <cstdint>
#include <mutex>

#include "coroutines/microthreads/condition.hpp"
#include "papers/ladder/row.hpp"
#include "papers/workloads/opaque.hpp"

namespace kont::workloads {

using ladder::fixture;
using ladder::work;
using number = std::uint64_t;

/// What the one who has numbers and the one who adds share.
struct addition {
  number sum = 0, argument = 0;
  std::atomic<bool> given = false;
  bool over = false;

  void give(number v) {
    opaque(v);
    argument = v;
    given.store(true, std::memory_order_release);
  }
  void end() {
    over = true;
    given.store(true, std::memory_order_release);
  }
  bool is_given() const { return given.load(std::memory_order_acquire); }
  void add() {
    sum += argument;
    given.store(false, std::memory_order_release);
  }
};

/// b3. One operation is an addition by a worker that looks, yields and looks again: a round trip.
template <class Threads> class additions_by_yields : public fixture {
 public:
  work run(std::uint64_t ops) override {
    addition one;
    threads_.inside([&] {
      auto worker = threads_.spawn([&] {
        for (;;) {
          while (!one.is_given()) threads_.yield();
          if (one.over) return;
          one.add();
        }
      });
      for (number i = 0; i < ops; ++i) {
        one.give(i);
        while (one.is_given()) threads_.yield();
      }
      one.end();
      worker.join();
    });
    return {.ops = ops, .checksum = one.sum};
  }

 private:
  Threads threads_;
};

/// b4. One operation is an addition by a worker of its own. `joined`: it is waited for by a join,
/// otherwise by yields.
template <class Threads, bool joined> class additions_by_spawns : public fixture {
 public:
  work run(std::uint64_t ops) override {
    addition one;
    threads_.inside([&] {
      for (number i = 0; i < ops; ++i) {
        one.give(i);
        if constexpr (joined) {
          threads_.spawn([&one] { one.add(); }).join();
        } else {
          threads_.go([&one] { one.add(); });
          while (one.is_given()) threads_.yield();
        }
      }
    });
    return {.ops = ops, .contexts = ops, .checksum = one.sum};
  }

 private:
  Threads threads_;
};

/// b5. One operation is an addition by a worker that waits for it under a lock, and tells when it
/// is done: a round trip by two conditions.
template <class Threads> class additions_by_conditions : public fixture {
 public:
  work run(std::uint64_t ops) override {
    addition one;
    threads_.inside([&] {
      typename Threads::monitor m(threads_);
      auto worker = threads_.spawn([&] {
        m.lock();
        for (;;) {
          while (!one.is_given()) m.wait(0);
          if (one.over) break;
          one.add();
          m.notify(1);
        }
        m.unlock();
      });
      m.lock();
      for (number i = 0; i < ops; ++i) {
        one.give(i);
        m.notify(0);
        while (one.is_given()) m.wait(1);
      }
      one.end();
      m.notify(0);
      m.unlock();
      worker.join();
    });
    return {.ops = ops, .checksum = one.sum};
  }

 private:
  Threads threads_;
};

/// Microthreads as such threads.
template <class World> class microthreads {
  World world_;

 public:
  template <class F> void inside(F f) {
    world_.spawn(f);
    world_.run();
  }
  template <class F> auto spawn(F f) { return world_.spawn(f); }
  template <class F> void go(F f) { world_.spawn(f).detach(); }
  [[gnu::always_inline]] void yield() { World::yield(); }

  class monitor {
    mutex<World> mutex_;
    condition<World> changed_[2];

   public:
    explicit monitor(microthreads& of)
        : mutex_(of.world_), changed_{condition<World>(of.world_), condition<World>(of.world_)} {}
    void lock() { mutex_.lock(); }
    void unlock() { mutex_.unlock(); }
    void wait(int which) { changed_[which].wait(mutex_); }
    void notify(int which) { changed_[which].notify_one(); }
  };
};

}  // namespace kont::workloads
