// tests/conformance/microthread_event.cpp -- an event wakes all who wait for it; a latch is one
// that counts.
#include <string>

#include "coroutines/microthreads/event.hpp"
#include "coroutines/microthreads/latch.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_event : library_bodies {
  template <class S> static void is_set_and_cleared() {
    scheduler<fifo, S> world;
    event e(world, "the bell");
    std::string log;
    for (char name : {'a', 'b', 'c'}) {
      world.spawn([&, name] {
        e.wait();
        log += name;
        e.wait();  // at once
        world.sleep_for(1s);
        log += e.wait_for(1s) ? name : '-';  // cleared; then pulsed, for those who wait
        e.wait();
        log += name;
      });
    }
    auto killed = world.spawn([&] { e.wait(); });
    BOOST_TEST(world.run().size() == 4u);
    BOOST_TEST(world.run().at(3).on == "the bell");
    killed.kill();
    e.set();
    world.spawn([&] {
      world.sleep_for(500ms);
      e.clear();
      world.sleep_for(1s);
      e.pulse();
      BOOST_TEST(!e.is_set());
    });
    BOOST_TEST(world.run().size() == 3u);
    BOOST_TEST(log == "abcabc");
    e.set();
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "abcabcabc");
  }

  template <class S> static void has_a_deadline() {
    scheduler<fifo, S> world;
    event e(world);
    world.spawn([&] {
      BOOST_TEST(!e.wait_until(instant(1s)));
      BOOST_TEST((world.clock().now() == instant(1s)));
      BOOST_TEST(e.wait_for(1h));
      BOOST_TEST((world.clock().now() == instant(3s)));
    });
    world.spawn([&] {
      world.sleep_for(3s);
      e.set();
    });
    BOOST_TEST(world.run().empty());
  }

  template <class S> static void of_a_latch() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    latch<world_type> l(world, 3), open(world, 0);
    std::string log;
    BOOST_TEST(open.try_wait());
    world.spawn([&] {
      BOOST_TEST(!l.wait_for(1s));
      l.arrive_and_wait();
      log += 'a';
    });
    world.spawn([&] {
      l.wait();
      log += 'b';
    });
    world.spawn([&] {
      world.sleep_for(2s);
      log += 'c';
      l.count_down(2);
      BOOST_TEST(l.try_wait());
      l.wait();
      log += 'd';
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "cdba");
    check_breaks("count_down: a latch is counted down no further than to 0",
                 [&] { l.count_down(); });
  }

  template <class S> static void check() {
    is_set_and_cleared<S>();
    has_a_deadline<S>();
    of_a_latch<S>();
  }
};
every_strategy<microthread_event> const microthread_event_here;

}  // namespace
}  // namespace kont::conformance
