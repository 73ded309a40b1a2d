// tests/conformance/microthread_mutex.cpp -- a mutex has one owner, and is handed on in order.
#include <memory>
#include <mutex>
#include <string>

#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_mutex : library_bodies {
  template <class S> static void excludes(std::uint64_t seed) {
    scheduler<dice, S> world{dice(seed)};
    mutex m(world);
    int inside = 0, rounds = 0;
    for (int i = 0; i < 5; ++i) {
      world.spawn([&] {
        for (int n = 0; n < 10; ++n) {
          std::scoped_lock const mine(m);
          bool const alone = ++inside == 1 && m.holder() == world.running();
          world.yield();
          rounds += alone && --inside == 0;
        }
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(rounds == 50);
    BOOST_TEST(m.holder() == 0u);
  }

  // 'a' has it for 10 s. Who comes then waits in order; who comes to a free one need not.
  template <class S> static void is_handed_on_in_order() {
    scheduler<fifo, S> world;
    mutex m(world);
    std::string log;
    for (char name : {'a', 'b', 'c', 'd'}) {
      world.spawn([&, name] {
        std::scoped_lock const mine(m);
        log += name;
        if (name == 'a') world.sleep_for(10s);
      });
    }
    world.spawn([&] {
      log += m.try_lock() ? "taken" : "-";
      log += m.try_lock_for(1s) ? "taken" : "late";
      BOOST_TEST((world.clock().now() == instant(1s)));
      log += m.try_lock_until(instant(1h)) ? "e" : "late";
      BOOST_TEST((world.clock().now() == instant(10s)));
      m.unlock();
      log += m.try_lock() ? "free" : "taken";
      m.unlock();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "a-latebcdefree");
  }

  // Who is killed while it waits has left the queue. Who is killed when it has been handed the
  // mutex has it, gives it back as it unwinds, and nothing is lost.
  template <class S> static void the_killed_lose_nothing() {
    scheduler<fifo, S> world;
    mutex m(world);
    std::string log;
    auto const locker = [&](char name) {
      return world.spawn([&, name] {
        std::scoped_lock const mine(m);
        log += name;
        world.sleep_for(1s);
        log += name;
      });
    };
    world.spawn([&] {
      m.lock();
      auto waits = locker('w'), granted = locker('g'), last = locker('l');
      world.yield();
      waits.kill();
      m.unlock();  // granted has it now
      BOOST_TEST(m.holder() == granted.id());
      granted.kill();
      last.join();
      BOOST_TEST(waits.finished());
      BOOST_TEST(granted.finished());
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "gll");
    BOOST_TEST(m.holder() == 0u);
  }

  template <class S> static void a_recursive_one_counts() {
    scheduler<fifo, S> world;
    recursive_mutex m(world);
    std::string log;
    world.spawn([&] {
      m.lock();
      m.lock();
      log += m.try_lock() ? '3' : '-';
      for (int n = 0; n < 3; ++n) {
        world.yield();
        log += 'a';
        m.unlock();
      }
    });
    world.spawn([&] {
      std::scoped_lock const mine(m);
      log += 'b';
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "3aaab");
  }

  // The owner unwinds with its world, when who waited for it has gone already.
  template <class S> static void unwinds_with_its_world() {
    using world_type = scheduler<fifo, S>;
    std::unique_ptr<mutex<world_type>> m;
    {
      world_type world;
      m = std::make_unique<mutex<world_type>>(world, "the door");
      world.spawn("waits", [&] {
        world.yield();
        std::scoped_lock const mine(*m);
      });
      world.spawn("has it", [&] {
        std::scoped_lock const mine(*m);
        world.block("nothing");
      });
      auto const left = world.run();
      BOOST_REQUIRE_EQUAL(left.size(), 2u);
      BOOST_TEST(left[0].waits_for == std::string("lock"));
      BOOST_TEST(left[0].on == "the door");
      BOOST_TEST(left[0].holder == 2u);
    }
    BOOST_TEST(m->holder() == 0u);
  }

  template <class S> static void breaks_a_rule() {
    check_breaks("unlock: only who locked it may", [] {
      scheduler<fifo, S> world;
      mutex m(world);
      world.spawn([&] {
        m.lock();
        world.yield();
      });
      world.spawn([&] { m.unlock(); });
      world.run();
    });
    check_breaks("lock: only a microthread can wait", [] {
      scheduler<fifo, S> world;
      mutex m(world);
      m.lock();  // nobody has it: fine
      m.lock();
    });
  }

  template <class S> static void check() {
    for (std::uint64_t seed = 0; seed < 30; ++seed) excludes<S>(seed);
    is_handed_on_in_order<S>();
    the_killed_lose_nothing<S>();
    a_recursive_one_counts<S>();
    unwinds_with_its_world<S>();
    breaks_a_rule<S>();
  }
};
every_strategy<microthread_mutex> const microthread_mutex_here;

}  // namespace
}  // namespace kont::conformance
