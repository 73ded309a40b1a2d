// tests/reliability/r10_objects.hpp -- scenarios of r10: what microthreads wait in, crews, and real
// time.
#pragma once
#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "coroutines/microthreads/barrier.hpp"
#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/condition.hpp"
#include "coroutines/microthreads/crew.hpp"
#include "coroutines/microthreads/delayed_queue.hpp"
#include "coroutines/microthreads/event.hpp"
#include "coroutines/microthreads/external.hpp"
#include "coroutines/microthreads/latch.hpp"
#include "coroutines/microthreads/lazy_task.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/queue.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/select.hpp"
#include "coroutines/microthreads/semaphore.hpp"
#include "coroutines/microthreads/shared_mutex.hpp"
#include "coroutines/microthreads/timer.hpp"
#include "lib/concurrent/real_clock.hpp"
#include "tests/reliability/r10_calls_that_fail.hpp"
#include "tests/reliability/r10_scenario.hpp"

namespace kont::failing {

using namespace std::chrono_literals;

struct of_objects {
  using W = scheduler<dice>;
  static std::string value() { return std::string(40, 'v'); }
  // As many microthreads, each of which does f(i).
  template <class World, class F> static void crowd(World& world, int n, F f) {
    for (int i = 0; i < n; ++i) world.spawn(long_name, [f, i] { f(i); });
  }

  static void sends_exceptions(unsigned seed) {
    std::optional<W> world(dice{seed});
    channel<int, W> c(*world);
    int caught = 0;
    crowd(*world, 4, [&](int) {
      try {
        c.receive();
      } catch (std::runtime_error const&) { ++caught; }
    });
    crowd(*world, 4,
          [&](int) { c.send_exception(std::make_exception_ptr(std::runtime_error(long_name))); });
    run_out(world);
    expect(caught == 4, "an exception is lost");
  }
  static void closes(unsigned seed) {
    std::optional<W> world(dice{seed});
    channel<std::string, W> full(*world, 2), empty(*world);
    empty.observe([held = value()](channel_step const&) {});
    int closed = 0, got = 0;
    crowd(*world, 4, [&](int) {
      try {
        full.send(value());
      } catch (channel_closed const&) { ++closed; }
    });
    crowd(*world, 3, [&](int i) {
      try {
        i == 0 ? void(empty.next()) : void(empty.receive());
        closed += i == 0;
      } catch (channel_closed const&) { ++closed; }
    });
    world->spawn([&] {
      W::sleep_for(1s);
      empty.close(), full.close();
      for (auto const& v : full) got += static_cast<int>(v.size());
    });
    run_out(world);
    expect(closed == 5 && got == 2 * 40, "not all have been told");
  }
  static void selects(unsigned seed) {
    std::optional<W> world(dice{seed});
    channel<std::string, W> a(*world), b(*world), back(*world, 1);
    int got = 0, late = 0;
    crowd(*world, 4, [&](int i) {
      W::sleep_for(1s * (i % 2));
      (i < 2 ? a : b).send(value());
    });
    world->spawn(long_name, [&] {
      for (int n = 0; n < 12; ++n) {
        auto const count = [&](std::string const& v) { got += static_cast<int>(v.size()); };
        select(on_receive(a, count), on_receive(b, count), on_send(back, value(), [] {}),
               after(3s, [&] { ++late; }));
      }
    });
    run_out(world);
    expect(got == 4 * 40 && late == 7, "an alternative is lost");
  }
  static void mutexes(unsigned seed) {
    std::optional<W> world(dice{seed});
    mutex<W> one(*world, long_name);
    recursive_mutex<W> again(*world, long_name);
    int inside = 0, in_time = 0;
    crowd(*world, 6, [&](int i) {
      std::scoped_lock const both(one, again);
      std::scoped_lock const twice(again);
      expect(++inside == 1, "two are inside");
      W::sleep_for(1s * i);
      --inside;
    });
    crowd(*world, 3, [&](int i) {
      std::unique_lock mine(one, std::defer_lock);
      in_time += mine.try_lock_for(1s * (i * 100));
    });
    run_out(world);
    expect(inside == 0 && in_time >= 2, "a lock is lost");
  }
  static void shared_mutexes(unsigned seed) {
    std::optional<W> world(dice{seed});
    shared_mutex<W> book(*world, long_name);
    int reading = 0, writing = 0, read = 0;
    crowd(*world, 8, [&](int i) {
      if (i % 3 == 0) {
        std::unique_lock const mine(book);
        expect(++writing == 1 && reading == 0, "a writer is not alone");
        W::sleep_for(1s);
        --writing;
      } else {
        std::shared_lock const ours(book);
        expect(writing == 0, "a writer is not alone");
        ++reading, ++read;
        W::sleep_for(1s);
        --reading;
      }
    });
    run_out(world);
    expect(read == 5, "a reader is lost");
  }
  static void conditions(unsigned seed) {
    std::optional<W> world(dice{seed});
    mutex<W> own(*world, long_name);
    condition<W> changed(*world, long_name);
    int there = 0, taken = 0, late = 0;
    crowd(*world, 6, [&](int i) {
      std::unique_lock mine(own);
      if (i < 4) {
        changed.wait(mine, [&] { return there > 0; });
        --there, ++taken;
      } else {
        late += !changed.wait_for(mine, 1s, [&] { return there > 100; });
      }
    });
    crowd(*world, 4, [&](int i) {
      W::sleep_for(1s * i);
      std::scoped_lock const mine(own);
      ++there;
      changed.notify_all();
    });
    run_out(world);
    expect(taken == 4 && late == 2, "a notice is lost");
  }
  static void semaphores(unsigned seed) {
    std::optional<W> world(dice{seed});
    semaphore<W> permits(*world, 2, long_name);
    int inside = 0, refused = 0;
    crowd(*world, 6, [&](int i) {
      if (i == 5) {
        refused += !permits.try_acquire_for(0s);
        W::sleep_for(1h);
        expect(permits.try_acquire(), "a permit is lost");
      } else {
        permits.acquire();
      }
      expect(++inside <= 2, "too many are inside");
      W::sleep_for(2s);
      --inside;
      permits.release();
    });
    run_out(world);
    expect(inside == 0 && refused <= 1, "a permit is lost");
  }
  static void barriers_and_latches(unsigned seed) {
    std::optional<W> world(dice{seed});
    int phases = 0;
    barrier<W> meet(
        *world, 5, [&phases, held = value()] { ++phases; }, long_name);
    latch<W> ready(*world, 5, long_name);
    crowd(*world, 5, [&](int i) {
      ready.arrive_and_wait();
      for (int n = 0; n < 3; ++n) {
        W::sleep_for(1s * i);
        expect(phases == n, "a phase is over too early");
        meet.arrive_and_wait();
      }
    });
    crowd(*world, 2, [&](int) { expect(ready.wait_for(1h), "a latch is closed"); });
    run_out(world);
    expect(phases == 3, "a phase is lost");
  }
  static void events_and_timers(unsigned seed) {
    std::optional<W> world(dice{seed});
    event<W> happened(*world, long_name);
    timer<W> clock(*world, 5s, long_name);
    int late = 0, woke = 0, called = 0;
    crowd(*world, 4, [&](int i) {
      late += !happened.wait_for(1s * i);
      happened.wait();
      ++woke;
      expect(clock.wait_for(1h), "a timer");
    });
    call_at(*world, instant{} + 2s, [&, held = value()] { ++called, happened.set(); });
    run_out(world);
    expect(late >= 2 && woke == 4 && called == 1, "an event is lost");
  }
  static void queues(unsigned seed) {
    std::optional<W> world(dice{seed});
    queue<std::string, W> many(*world), few(*world, 2, long_name);
    std::size_t got = 0;
    crowd(*world, 3, [&](int) {
      for (int n = 0; n < 20; ++n) many.put(value());
    });
    crowd(*world, 3, [&](int) {
      for (int n = 0; n < 20; ++n) few.put(many.get());
    });
    crowd(*world, 3, [&](int i) {
      for (int n = 0; n < 20; ++n) {
        auto v = few.get();
        if (n == i) few.unget(std::exchange(v, {})), v = few.get();
        got += v.size();
      }
    });
    run_out(world);
    expect(got == 60 * 40, "a value of a queue is lost");
  }
  template <bool random> static void delayed_queues(unsigned seed) {
    std::optional<W> world(dice{seed});
    delayed_queue<std::string, W> post(*world, 10s, random ? std::optional(seed + 1) : std::nullopt,
                                       long_name);
    std::size_t got = 0;
    crowd(*world, 4, [&](int i) {
      for (int n = 0; n < 3; ++n) post.put(value()), W::sleep_for(1s * (i % 2));
    });
    world->spawn([&] {
      for (int n = 0; n < 12; ++n) got += post.get().size();
    });
    run_out(world);
    expect(got == 12 * 40, "a letter is lost");
  }
  // Deadlines of which most are not needed, and so many that they are cleared away.
  static void forgets_deadlines(unsigned seed) {
    std::optional<W> world(dice{seed});
    channel<int, W> c(*world);
    int got = 0;
    crowd(*world, 2, [&](int) {
      for (int n = 0; n < 100; ++n) got += c.try_receive_for(1h * (n % 7 + 1)).has_value();
    });
    crowd(*world, 2, [&](int) {
      for (int n = 0; n < 100; ++n) c.send(n);
    });
    run_out(world);
    expect(got == 200, "a value is lost");
  }
};

// On threads: calls that fail do so in another order each time.
struct of_threads {
  using C = crew<>;

  static void crew_spawns(unsigned seed) {
    std::optional<C> c(std::in_place, 2);
    std::atomic<int> ended = 0;
    c->spawn("parent", [&] {
      std::vector<C::handle> children;
      for (unsigned i = 0; i < 10; ++i)
        children.push_back(c->spawn(long_name, [&] { C::yield(), ++ended; }));
      for (unsigned i = 0; i < seed; ++i) c->fork([&] { ++ended; }).join();
      for (auto& h : children) h.join();
    });
    run_out(c);
    expect(ended == 10 + static_cast<int>(seed), "not all have ended");
  }
  static void crew_channels(unsigned seed) {
    std::optional<C> c(std::in_place, 2);
    channel<std::string, C> box(*c, seed % 3);
    std::atomic<std::size_t> got = 0;
    for (int i = 0; i < 3; ++i) {
      c->spawn(long_name, [&] {
        for (int n = 0; n < 4; ++n) box.send(std::string(40, 'v'));
      });
      c->spawn(long_name, [&] {
        for (int n = 0; n < 4; ++n) got += box.receive().size();
      });
    }
    run_out(c);
    expect(got == 12 * 40, "a value is lost");
  }
  static void crew_locks_and_sleeps(unsigned) {
    std::optional<C> c(std::in_place, 2);
    mutex<C> own(*c, long_name);
    int n = 0;
    for (int i = 0; i < 6; ++i) {
      c->spawn(long_name, [&] {
        C::sleep_for(10us);
        std::scoped_lock const mine(own);
        ++n;
      });
    }
    run_out(c);
    expect(n == 6, "two were inside");
  }
  static void crew_kills(unsigned) {
    std::optional<C> c(std::in_place, 2);
    channel<int, C> empty(*c);
    std::atomic<int> left = 0;
    for (int i = 0; i < 6; ++i) {
      c->spawn(long_name, [&] {
        struct farewell {
          std::atomic<int>& n;
          ~farewell() { ++n; }
        } const at_end{left};
        empty.receive();
      });
    }
    c->spawn("kills", [&] { C::sleep_for(10us), c->kill_all(); });
    run_out(c);
    expect(left <= 6, "unwound twice");
  }
  static int fib(C& c, int n) {
    if (n < 2) return n;
    int a = 0;
    auto const first = [&] { a = fib(c, n - 1); };
    lazy_task<decltype(first), C> task(c, first);
    int const b = fib(c, n - 2);
    task.join();
    return a + b;
  }
  static void lazy_tasks(unsigned) {
    std::optional<C> c(std::in_place, 2);
    int n = 0;
    c->spawn([&] { n = fib(*c, 12); });
    run_out(c);
    expect(n == 144, "a task is lost");
  }
  static void real_time(unsigned seed) {
    using R = scheduler<dice, stack, real_clock>;
    std::optional<R> world(dice{seed});
    int woke = 0;
    of_objects::crowd(*world, 4, [&](int i) { R::sleep_for(10us * i), ++woke; });
    run_out(world);
    expect(woke == 4, "not all have woken");
  }
  static void called_from_outside(unsigned seed) {
    using R = scheduler<dice, stack, real_clock>;
    R world{dice(seed)};
    auto open = std::make_optional(world.clock().expect());
    std::exception_ptr failed;
    int sum = 0;
    std::jthread other([&] {
      try {
        for (int i = 0; i < 3; ++i) sum += external(world, [i] { return i; }).get();
      } catch (...) { failed = std::current_exception(); }
      for (bool told = false; !told;) {
        try {
          world.clock().post([&] { open.reset(); });
          told = true;
        } catch (std::bad_alloc const&) { the_plan.disarm(); }  // or nobody could end the world
      }
    });
    run_on(world);
    other.join();
    if (failed) std::rethrow_exception(failed);
    expect(sum == 3, "an answer is lost");
  }
};

}  // namespace kont::failing
