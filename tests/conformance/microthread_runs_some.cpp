// tests/conformance/microthread_runs_some.cpp -- who owns the thread lends it for so many turns,
// and knows when to come back.
#include <string>

#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_runs_some : library_bodies {
  template <class S, dispatch D, class C> static void so_many_turns() {
    scheduler<fifo, S, C, D> world;
    std::string log;
    for (char const name : {'a', 'b', 'c'}) {
      world.spawn([&, name] {
        for (int i = 0; i < 100; ++i) {
          log += name;
          world.yield();
        }
      });
    }
    BOOST_TEST(world.run_some(4));
    BOOST_TEST(log == "abca");
    BOOST_TEST(world.run_some(0));
    BOOST_TEST(world.run_some(1));
    BOOST_TEST(log == "abcab");
    BOOST_TEST(world.run_some(150));  // more than one look at a clock
    BOOST_TEST(log.size() == 155u);
    BOOST_TEST(!world.run_some(1'000'000));
    BOOST_TEST(log.size() == 300u);
    BOOST_TEST(world.alive() == 0u);
  }

  template <class S> static void it_knows_the_next_deadline() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    BOOST_TEST((world.next_deadline() == world_type::never));
    auto longer = world.spawn([&] { world.sleep_for(9s); });
    auto sooner = world.spawn([&] { world.sleep_for(5s); });
    world.run_some(2);  // both sleep; time has not passed
    BOOST_TEST((world.next_deadline() == instant(5s)));
    sooner.kill();
    BOOST_TEST((world.next_deadline() == instant(9s)));
    BOOST_TEST(world.run().empty());
    BOOST_TEST((world.clock().now() == instant(9s)));
  }

  // A deadline that is not needed any more neither wakes anybody nor stays for ever.
  template <class S> static void deadlines_are_forgotten() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    auto other = world.spawn([&] { world.block("a light"); });
    world.spawn([&] {
      for (int i = 0; i < 1'000; ++i) {
        auto brief = world.spawn([&] { world.yield(); });
        BOOST_TEST(brief.try_join_for(1h));
      }
      BOOST_TEST(!other.try_join_for(1s));
      other.kill();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST((world.clock().now() == instant(1s)));
    BOOST_TEST((world.next_deadline() == world_type::never));
  }

  template <class S> static void check() {
    so_many_turns<S, dispatch::hand_off, virtual_clock>();
    so_many_turns<S, dispatch::hub, virtual_clock>();
    so_many_turns<S, dispatch::hand_off, real_clock>();
    it_knows_the_next_deadline<S>();
    deadlines_are_forgotten<S>();
  }
};
every_strategy<microthread_runs_some> const microthread_runs_some_here;

}  // namespace
}  // namespace kont::conformance
