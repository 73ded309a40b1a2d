// tests/conformance/microthread_condition.cpp -- who waits for a condition gives its mutex back,
// and has it again afterwards, whatever ended the wait.
#include <memory>
#include <mutex>
#include <string>

#include "coroutines/microthreads/condition.hpp"
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_condition : library_bodies {
  // A bounded buffer: only its length matters.
  template <class S> static void guards_a_buffer(std::uint64_t seed) {
    scheduler<dice, S> world{dice(seed)};
    mutex m(world);
    condition not_full(world), not_empty(world);
    int held = 0, most = 0, got = 0;
    for (int i = 0; i < 3; ++i) {
      world.spawn([&] {
        for (int n = 0; n < 8; ++n) {
          std::unique_lock mine(m);
          not_full.wait(mine, [&] { return held < 2; });
          ++held;
          world.yield();
          most = std::max(most, held);
          not_empty.notify_one();
        }
      });
    }
    for (int i = 0; i < 2; ++i) {
      world.spawn([&] {
        for (int n = 0; n < 12; ++n) {
          std::unique_lock mine(m);
          not_empty.wait(mine, [&] { return held > 0; });
          world.yield();
          --held;
          ++got;
          not_full.notify_one();
        }
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(got == 24);
    BOOST_TEST(held == 0);
    BOOST_TEST(most <= 2);
  }

  template <class S> static void notifies_who_came_first() {
    scheduler<fifo, S> world;
    mutex m(world);
    condition c(world);
    std::string log;
    for (char name : {'a', 'b', 'c', 'd', 'e'}) {
      world.spawn([&, name] {
        std::unique_lock mine(m);
        c.wait(mine);
        log += name;
        world.yield();  // they come out one at a time
        log += name;
      });
    }
    world.spawn([&] {
      c.notify_one();
      world.sleep_for(1s);
      log += ' ';
      c.notify(2);
      world.sleep_for(1s);
      log += ' ';
      c.notify_all();
      c.notify_all();  // nobody waits: it is not kept
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "aa bbcc ddee");
  }

  // Nobody notifies it in its second; the mutex is free in the tenth only.
  template <class S> static void has_a_deadline() {
    scheduler<fifo, S> world;
    mutex m(world);
    condition c(world);
    std::string log;
    world.spawn([&] {
      std::unique_lock mine(m);
      log += c.wait_for(mine, 1s) ? "notified" : "late";
      BOOST_TEST((world.clock().now() == instant(10s)));
      BOOST_TEST(m.holder() == world.running());
      log += c.wait_until(mine, instant(1min)) ? " notified" : " late";
      BOOST_TEST((world.clock().now() == instant(20s)));
      log += c.wait_for(mine, 5s, [&] { return world.clock().now() > instant(1min); }) ? "!" : ".";
      BOOST_TEST((world.clock().now() == instant(25s)));
    });
    world.spawn([&] {
      std::unique_lock mine(m);
      world.sleep_until(instant(10s));
      mine.unlock();
      world.sleep_until(instant(15s));
      mine.lock();
      c.notify_one();  // in time, although it waits for the mutex for longer than its deadline
      c.notify_one();
      world.sleep_until(instant(20s));
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "late notified.");
  }

  // A notification after which it does not hold yet is not its end.
  template <class S> static void waits_till_it_holds() {
    scheduler<fifo, S> world;
    mutex m(world);
    condition c(world);
    int n = 0;
    world.spawn([&] {
      std::unique_lock mine(m);
      BOOST_TEST(c.wait_for(mine, 1min, [&] { return n == 2; }));
      BOOST_TEST((world.clock().now() == instant(2s)));
      BOOST_TEST(!c.wait_for(mine, 1s, [&] { return n == 4; }));
      BOOST_TEST((world.clock().now() == instant(3s)));
    });
    world.spawn([&] {
      while (n < 3) {
        world.sleep_for(1s);
        std::unique_lock mine(m);
        ++n;
        c.notify_one();
      }
    });
    BOOST_TEST(world.run().empty());
  }

  // Called off, it waits for the mutex that 'main' has; notified before, it is not called off.
  template <class S> static void has_its_mutex_again_when_called_off() {
    scheduler<fifo, S> world;
    mutex m(world, "the door");
    condition c(world);
    std::string log;
    auto const waiter = [&](std::string name) {
      return world.spawn(name, [&, name] {
        std::unique_lock mine(m);
        try {
          c.wait(mine);
          log += name + " notified, ";
          world.yield();
          world.sleep_for(1s);
        } catch (...) {
          log += name + (m.holder() == world.running() ? " has it, " : " has nothing, ");
          throw;
        }
      });
    };
    world.spawn("main", [&] {
      auto called_off = waiter("first"), notified = waiter("second");
      world.yield();
      std::unique_lock mine(m);
      called_off.kill();
      c.notify_one();
      notified.kill();
      called_off.kill();  // once more: that waits for its turn, and there is none
      world.yield();
      BOOST_TEST(!called_off.finished());
      BOOST_TEST(m.holder() == world.running());
      mine.unlock();
      notified.join();
      BOOST_TEST(called_off.finished());
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "first has it, second notified, second has it, ");
    BOOST_TEST(m.holder() == 0u);
  }

  template <class S> static void says_what_it_waits_for() {
    using world_type = scheduler<fifo, S>;
    std::unique_ptr<mutex<world_type>> m;
    std::unique_ptr<condition<world_type>> c;
    {
      world_type world;
      m = std::make_unique<mutex<world_type>>(world, "the door");
      c = std::make_unique<condition<world_type>>(world, "the bell");
      for (auto const* name : {"first", "second"}) {
        world.spawn(name, [&] {
          std::unique_lock mine(*m);
          c->wait(mine);
        });
      }
      world.spawn("owner", [&] {
        world.yield();
        m->lock();
        c->notify_one();
      });
      auto const left = world.run();
      BOOST_REQUIRE_EQUAL(left.size(), 2u);
      BOOST_TEST(left[0].waits_for == std::string("lock"));
      BOOST_TEST(left[0].on == "the door");
      BOOST_TEST(left[0].holder == 3u);
      BOOST_TEST(left[1].waits_for == std::string("wait"));
      BOOST_TEST(left[1].on == "the bell");
    }  // all that are left unwind, in whichever queue they are
  }

  template <class S> static void breaks_a_rule() {
    check_breaks("unlock: only who locked it may", [] {
      scheduler<fifo, S> world;
      mutex m(world);
      condition c(world);
      world.spawn([&] { c.wait(m); });
      world.run();
    });
  }

  template <class S> static void check() {
    for (std::uint64_t seed = 0; seed < 30; ++seed) guards_a_buffer<S>(seed);
    notifies_who_came_first<S>();
    has_a_deadline<S>();
    waits_till_it_holds<S>();
    has_its_mutex_again_when_called_off<S>();
    says_what_it_waits_for<S>();
    breaks_a_rule<S>();
  }
};
every_strategy<microthread_condition> const microthread_condition_here;

}  // namespace
}  // namespace kont::conformance
