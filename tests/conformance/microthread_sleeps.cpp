// tests/conformance/microthread_sleeps.cpp -- time passes for those who sleep: at once when it is
// virtual, and never too early when it is real.
#include <string>

#include "coroutines/microthreads/policies/lifo.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_sleeps : direct_bodies {
  // Ties wake in the order they went to sleep, whoever was made first.
  template <class S, dispatch D> static void in_order() {
    scheduler<fifo, S, virtual_clock, D> world;
    std::string log;
    auto const sleeper = [&](char name, timeline::duration first, timeline::duration second) {
      world.spawn([&, name, first, second] {
        world.sleep_for(first);
        log += name;
        world.sleep_for(second);
        log += name;
      });
    };
    sleeper('a', 30h, 10h);
    sleeper('b', 10h, 30h);
    sleeper('c', 20h, 20h);
    sleeper('d', 20h, 0h);
    BOOST_TEST(world.run().empty());
    // at 40 h: b slept from 10 h on, c from 20 h, a from 30 h
    BOOST_TEST(log == "bcddabca");
    BOOST_TEST((world.clock().now() == instant(40h)));
  }

  template <class S> static void virtual_time_stands_still_while_somebody_runs() {
    scheduler<fifo, S> world;
    world.spawn([&] {
      world.spawn([&] { world.sleep_for(1ns); });
      for (int i = 0; i < 1'000; ++i) world.yield();
      BOOST_TEST((world.clock().now() == instant{}));
      world.sleep_until(instant(5s));
      BOOST_TEST((world.clock().now() == instant(5s)));
      world.sleep_until(instant(3s));  // over already
      world.sleep_for(-1s);
      BOOST_TEST((world.clock().now() == instant(5s)));
    });
    BOOST_TEST(world.run().empty());
  }

  template <class S> static void a_year_takes_no_time() {
    real_clock const wall;
    scheduler<lifo, S> world;
    long ticks = 0;
    world.spawn([&] {
      for (; ticks < 365 * 24; ++ticks) world.sleep_for(1h);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST((world.clock().now() == instant(365 * 24h)));
    BOOST_TEST((wall.now() < instant(60s)));
  }

  template <class S, dispatch D> static void real_time_is_waited_for() {
    scheduler<fifo, S, real_clock, D> world;
    std::string log;
    auto const sleeper = [&](char name, instant until) {
      world.spawn([&, name, until] {
        world.sleep_until(until);
        BOOST_TEST((world.clock().now() >= until));
        log += name;
        auto const from = world.clock().now();
        world.sleep_for(1ms);
        BOOST_TEST((world.clock().now() - from >= 1ms));
      });
    };
    auto const soon = world.clock().now();
    sleeper('b', soon + 100ms);
    sleeper('a', soon + 20ms);  // (far apart: a busy machine begins a thread late)
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "ab");
  }

  // Whoever sleeps in real time is woken although others never stop running.
  template <class S, dispatch D> static void real_time_passes_while_others_run() {
    scheduler<fifo, S, real_clock, D> world;
    bool awake = false;
    world.spawn([&] {
      world.sleep_for(1ms);
      awake = true;
    });
    world.spawn([&] {
      while (!awake && world.clock().now() < instant(5s)) world.yield();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST((world.clock().now() < instant(4s)));
  }

  template <class S> static void check() {
    in_order<S, dispatch::hand_off>();
    in_order<S, dispatch::hub>();
    virtual_time_stands_still_while_somebody_runs<S>();
    a_year_takes_no_time<S>();
    real_time_is_waited_for<S, dispatch::hand_off>();
    real_time_is_waited_for<S, dispatch::hub>();
    real_time_passes_while_others_run<S, dispatch::hand_off>();
    real_time_passes_while_others_run<S, dispatch::hub>();
  }
};
every_strategy<microthread_sleeps> const microthread_sleeps_here;

}  // namespace
}  // namespace kont::conformance
