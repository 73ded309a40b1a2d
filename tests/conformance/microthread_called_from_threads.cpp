// tests/conformance/microthread_called_from_threads.cpp -- in real time, other OS threads wake a
// world that sleeps, are not lost, and are waited for when they are expected.
#include <string>
#include <thread>

#include "coroutines/microthreads/event.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/asked_by_threads.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_called_from_threads : direct_bodies {
  template <class S> using in_real_time = scheduler<fifo, S, real_clock>;

  // It would sleep for an hour; nobody sleeps but who is expected.
  template <class S> static void idle_worlds_are_woken() {
    for (bool const somebody_sleeps : {true, false}) {
      in_real_time<S> world;
      event<in_real_time<S>> door(world);
      auto sleeper = world.spawn([&] {
        if (somebody_sleeps) world.sleep_for(1h);
      });
      std::string log;
      world.spawn([&] {
        auto const open = world.clock().expect();
        door.wait();
        log = "opened";
        sleeper.kill();
      });
      std::thread other([&] {
        std::this_thread::sleep_for(5ms);
        world.clock().post([&] { door.set(); });
      });
      BOOST_TEST(world.run().empty());
      other.join();
      BOOST_TEST(log == "opened");
      BOOST_TEST((world.clock().now() < instant(30min)));
    }
  }

  // Nobody ever waits: what is posted is called between two of them.
  template <class S> static void busy_worlds_hear() {
    in_real_time<S> world;
    bool heard = false;
    world.spawn([&] {
      while (!heard && world.clock().now() < instant(5s)) world.yield();
    });
    std::thread other([&] { world.clock().post([&] { heard = true; }); });
    BOOST_TEST(world.run().empty());
    other.join();
    BOOST_TEST(heard);
  }

  // It was there before run(), in which nobody is expected: it is done all the same, once.
  template <class S> static void what_has_come_is_done() {
    in_real_time<S> world;
    int called = 0;
    std::thread([&] { world.clock().post([&] { world.spawn([&] { ++called; }); }); }).join();
    BOOST_TEST(world.run().empty());
    BOOST_TEST(called == 1);
    BOOST_TEST(world.run().empty());
    BOOST_TEST(called == 1);
  }

  template <class S> static void check() {
    idle_worlds_are_woken<S>();
    busy_worlds_hear<S>();
    BOOST_TEST(test::sum_asked_by_threads<in_real_time<S>>(3, 50) == 3 * 49 * 50 / 2);
    what_has_come_is_done<S>();
  }
};
every_strategy<microthread_called_from_threads> const microthread_called_from_threads_here;

}  // namespace
}  // namespace kont::conformance
