// tests/conformance/microthread_objects_co_and_cps.cpp -- the blocking objects, for microthreads
// that co_await or return what is left of them.
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "continuations/strategies/closure.hpp"
#include "continuations/strategies/frame.hpp"
#include "coroutines/microthreads/barrier.hpp"
#include "coroutines/microthreads/condition.hpp"
#include "coroutines/microthreads/delayed_queue.hpp"
#include "coroutines/microthreads/future.hpp"
#include "coroutines/microthreads/latch.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/semaphore.hpp"
#include "coroutines/microthreads/shared_mutex.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

// One of each, and what is written of them.
template <class W> struct house {
  W world;
  mutex<W> door{world, "the door"};
  condition<W> bell{world};
  shared_mutex<W> book{world};
  semaphore<W> keys{world, 1};
  event<W> dawn{world};
  latch<W> start{world, 2};
  barrier<W> gate{world, 2};
  queue<int, W> belt{world, 1};
  delayed_queue<int, W> post{world, 2s};
  timer<W> clock{world, 5s};
  std::string log;
  bool rung = false;

  void say(std::string const& what) {
    auto const now = world.clock().now().time_since_epoch() / 1s;
    log += what + '@' + std::to_string(now) + ' ';
  }
};

struct microthread_objects_co_and_cps : other_bodies {
  // Waits for the bell under the door's mutex, and rings it, when it has given up once.
  template <class W> static void spawn_ringers(house<W>& r) requires(W::style == dialect::co) {
    r.world.spawn("waits", [&r]() -> typename W::template body_of<> {
      co_await r.door.lock();
      std::unique_lock<mutex<W>> const mine(r.door, std::adopt_lock);
      bool const notified = co_await r.bell.wait_for(r.door, 1s);
      r.say(notified ? "rung" : "late");
      while (!r.rung) co_await r.bell.wait(r.door);
      r.say("rung");
    });
    r.world.spawn("rings", [&r]() -> typename W::template body_of<> {
      co_await r.door.lock();
      co_await W::sleep_for(2s);
      r.door.unlock();
      co_await W::sleep_for(1s);
      co_await r.door.lock();
      r.rung = true;
      r.bell.notify_one();
      bool const again = co_await r.door.try_lock_for(1s);  // it has it itself
      r.say(again ? "twice" : "once");
      r.door.unlock();
    });
  }
  template <class W> static void spawn_ringers(house<W>& r) requires(W::style == dialect::cps) {
    r.world.spawn("waits", [&r] {
      return r.door.lock([&r] {
        return r.bell.wait_for(r.door, 1s, [&r](bool notified) {
          r.say(notified ? "rung" : "late");
          return r.bell.wait(
              r.door, [&r] { return r.rung; },
              [&r] {
                r.say("rung");
                r.door.unlock();
                return W::done();
              });
        });
      });
    });
    auto const ring = [&r] {
      r.rung = true;
      r.bell.notify_one();
      return r.door.try_lock_for(1s, [&r](bool again) {
        r.say(again ? "twice" : "once");
        r.door.unlock();
        return W::done();
      });
    };
    r.world.spawn("rings", [&r, ring] {
      return r.door.lock([&r, ring] {
        return W::sleep_for(2s, [&r, ring] {
          r.door.unlock();
          return W::sleep_for(1s, [&r, ring] { return r.door.lock(ring); });
        });
      });
    });
  }

  // One goes through all the others, in this order; its helper does what it waits for.
  template <class W> static void spawn_visitors(house<W>& r) requires(W::style == dialect::co) {
    r.world.spawn("visits", [&r]() -> typename W::template body_of<> {
      co_await r.book.lock_shared();
      r.book.unlock_shared();
      co_await r.keys.acquire();
      bool const second = co_await r.keys.try_acquire_for(1s);
      r.say(second ? "key" : "no key");
      co_await r.start.arrive_and_wait();
      r.say("start");
      co_await r.gate.arrive_and_wait();
      co_await r.dawn.wait();
      r.say("dawn");
      co_await r.belt.put(1);
      co_await r.belt.put(2);
      r.say("put");
      auto answer = async<int>(r.world, [](promise<int, W> p) -> typename W::template body_of<> {
        co_await W::sleep_for(1s);
        p.set_value(42);
      });
      int const n = co_await answer.get();
      r.say(std::to_string(n));
      r.post.put(7);
      int const m = co_await r.post.get();
      r.say(std::to_string(m));
      co_await r.clock.wait();
      r.say("over");
    });
    r.world.spawn("helps", [&r]() -> typename W::template body_of<> {
      co_await W::sleep_for(2s);
      r.start.count_down();
      co_await r.gate.arrive_and_wait();
      r.dawn.set();
      int const first = co_await r.belt.get();
      std::optional<int> const other = co_await r.belt.get_for(1s);
      r.say("got " + std::to_string(first + other.value_or(0)));
    });
  }
  template <class W> static auto visit_rest(house<W>& r) {
    auto answer = async<int>(r.world, [](promise<int, W> p) {
      return W::sleep_for(1s, [p = std::make_shared<promise<int, W>>(std::move(p))] {
        p->set_value(42);
        return W::done();
      });
    });
    return answer.get([&r](int n) {
      r.say(std::to_string(n));
      r.post.put(7);
      return r.post.get([&r](int m) {
        r.say(std::to_string(m));
        return r.clock.wait([&r] {
          r.say("over");
          return W::done();
        });
      });
    });
  }
  template <class W> static auto visit_belt(house<W>& r) {
    return r.gate.arrive_and_wait([&r] {
      return r.dawn.wait([&r] {
        r.say("dawn");
        return r.belt.put(1, [&r] {
          return r.belt.put(2, [&r] {
            r.say("put");
            return visit_rest(r);
          });
        });
      });
    });
  }
  template <class W> static void spawn_visitors(house<W>& r) requires(W::style == dialect::cps) {
    r.world.spawn("visits", [&r] {
      return r.book.lock_shared([&r] {
        r.book.unlock_shared();
        return r.keys.acquire([&r] {
          return r.keys.try_acquire_for(1s, [&r](bool second) {
            r.say(second ? "key" : "no key");
            return r.start.arrive_and_wait([&r] {
              r.say("start");
              return visit_belt(r);
            });
          });
        });
      });
    });
    r.world.spawn("helps", [&r] {
      return W::sleep_for(2s, [&r] {
        r.start.count_down();
        return r.gate.arrive_and_wait([&r] {
          r.dawn.set();
          return r.belt.get([&r](int first) {
            return r.belt.get_for(1s, [&r, first](std::optional<int> other) {
              r.say("got " + std::to_string(first + other.value_or(0)));
              return W::done();
            });
          });
        });
      });
    });
  }

  // One that waits for the bell is killed while somebody has the door. In the dialect co it ends
  // when it has had the mutex again; in the dialect cps at once.
  template <class W> static void kill_one_that_waits(house<W>& r) {
    auto waits = [&] {
      if constexpr (W::style == dialect::co) {
        return r.world.spawn("waits", [&r]() -> typename W::template body_of<> {
          co_await r.door.lock();
          std::unique_lock<mutex<W>> const mine(r.door, std::adopt_lock);
          co_await r.bell.wait(r.door);
        });
      } else {
        return r.world.spawn("waits", [&r] {
          return r.door.lock([&r] { return r.bell.wait(r.door, [] { return W::done(); }); });
        });
      }
    }();
    BOOST_TEST(r.world.run().size() == 1u);
    BOOST_TEST(r.door.try_lock());  // by us
    waits.kill();
    BOOST_TEST(r.world.run().empty() == (W::style == dialect::cps));
    r.door.unlock();
    BOOST_TEST(r.world.run().empty());
    BOOST_TEST(waits.finished());
    BOOST_TEST(r.door.try_lock());
    r.door.unlock();
  }

  template <class S> static void check() {
    using W = scheduler<fifo, S>;
    house<W> one, two, three;
    spawn_ringers(one);
    BOOST_TEST(one.world.run().empty());
    BOOST_TEST(one.log == "late@2 once@4 rung@4 ");
    BOOST_TEST(one.door.holder() == 0u);
    spawn_visitors(two);
    BOOST_TEST(two.world.run().empty());
    BOOST_TEST(two.log == "no key@1 start@2 dawn@2 put@2 got 3@2 42@3 7@5 over@5 ");
    kill_one_that_waits(three);
  }
};
every_strategy<microthread_objects_co_and_cps> const microthread_objects_co_and_cps_here;

}  // namespace
}  // namespace kont::conformance
