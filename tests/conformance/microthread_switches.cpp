// tests/conformance/microthread_switches.cpp -- a yield is one switch by hand-off, two by the hub.
#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_switches : direct_bodies {
  static constexpr int yields = 100;

  template <class S, dispatch D> static long of_yields(int alive) {
    using C = counted<S>;
    scheduler<fifo, C, virtual_clock, D> world;
    for (int i = 0; i < alive; ++i) {
      world.spawn([&] {
        for (int n = 0; n < yields; ++n) world.yield();
      });
    }
    auto const before = C::switches;
    BOOST_TEST(world.run().empty());
    return C::switches - before;
  }
  // Who finds the other waiting goes on: a message is one switch, not two.
  template <class S> static long of_messages() {
    using C = counted<S>;
    using world_type = scheduler<fifo, C>;
    world_type world;
    channel<int, world_type> c(world);
    world.spawn([&] {
      for (int n = 0; n < yields; ++n) c.send(n);
    });
    world.spawn([&] {
      for (int n = 0; n < yields; ++n) c.receive();
    });
    auto const before = C::switches;
    BOOST_TEST(world.run().empty());
    return C::switches - before;
  }

  template <class S> static void check() {
    BOOST_TEST((of_yields<S, dispatch::hand_off>(1)) == 1);  // to itself: no switch at all
    BOOST_TEST((of_yields<S, dispatch::hand_off>(10)) == 10 * yields + 1);
    BOOST_TEST((of_yields<S, dispatch::hub>(10)) == 10 * (2 * yields + 1));
    BOOST_TEST(of_messages<S>() <= yields + 2);
  }
};
every_strategy<microthread_switches> const microthread_switches_here;

}  // namespace
}  // namespace kont::conformance
