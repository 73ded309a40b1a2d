// tests/conformance/microthread_condition_killed_co_and_cps.cpp -- one that is killed while a
// condition gives it the mutex back leaves that free.
#include <mutex>
#include <string>

#include "coroutines/microthreads/condition.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

template <class W> struct cell {
  W world;
  mutex<W> door{world, "the door"};
  condition<W> bell{world};
};

struct microthread_condition_killed_co_and_cps : other_bodies {
  // Waits for the bell for a second, under the door's mutex.
  template <class W> static auto spawn_waiter(cell<W>& r) {
    if constexpr (W::style == dialect::co) {
      return r.world.spawn("waits", [&r]() -> typename W::template body_of<> {
        co_await r.door.lock();
        std::unique_lock<mutex<W>> const mine(r.door, std::adopt_lock);
        co_await r.bell.wait_for(r.door, 1s);
        co_await W::sleep_for(1s);
      });
    } else {
      return r.world.spawn("waits", [&r] {
        return r.door.lock([&r] {
          return r.bell.wait_for(r.door, 1s, [&r](bool) {
            r.door.unlock();
            return W::done();
          });
        });
      });
    }
  }
  // Calls f() when it is that time.
  template <class W, class F> static void spawn_at(W& world, timeline::duration d, F f) {
    if constexpr (W::style == dialect::co) {
      world.spawn("calls", [d, f]() -> typename W::template body_of<> {
        co_await W::sleep_for(d);
        f();
      });
    } else {
      world.spawn("calls", [d, f] {
        return W::sleep_for(d, [f] {
          f();
          return W::done();
        });
      });
    }
  }

  // Its time is up, and it waits for the mutex, which we have.
  template <class W> static void waits_for_the_mutex() {
    cell<W> r;
    auto waiter = spawn_waiter(r);
    spawn_at(r.world, 500ms, [&] { BOOST_TEST(r.door.try_lock()); });
    spawn_at(r.world, 2s, [&] { waiter.kill(); });
    r.world.run();
    r.door.unlock();  // by us: whoever had it has ended
    BOOST_TEST(r.world.run().empty());
    BOOST_TEST(waiter.finished());
    BOOST_TEST(r.door.try_lock());
    r.door.unlock();
  }
  // Its time is up, and it has the mutex, but has not run since.
  template <class W> static void has_it_already() {
    cell<W> r;
    typename W::handle waiter;
    spawn_at(r.world, 1s, [&] { waiter.kill(); });
    waiter = spawn_waiter(r);
    BOOST_TEST(r.world.run().empty());
    BOOST_TEST(waiter.finished());
    BOOST_TEST(r.door.try_lock());
    r.door.unlock();
  }

  template <class S> static void check() {
    using W = scheduler<fifo, S>;
    waits_for_the_mutex<W>();
    has_it_already<W>();
  }
};
every_strategy<microthread_condition_killed_co_and_cps> const
    microthread_condition_killed_co_and_cps_here;

}  // namespace
}  // namespace kont::conformance
