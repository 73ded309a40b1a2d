// tests/conformance/microthread_order.cpp -- the policy names who runs next, and nobody else does.
#include <string>

#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/any_order.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

// Three that write their name and yield, three times each; b spawns one more on its way.
template <class World> std::string trace_of(World& world) {
  std::string log;
  auto const writer = [&log](char name) {
    return [&log, name] {
      for (int i = 0; i < 3; ++i) {
        log += name;
        World::yield();
      }
    };
  };
  world.spawn(writer('a'));
  world.spawn([&, write = writer('b')] {
    world.spawn(writer('x'));
    write();
  });
  world.spawn(writer('c'));
  BOOST_TEST(world.alive() == 3u);
  BOOST_TEST(world.run().empty());
  BOOST_TEST(world.alive() == 0u);
  return log;
}

struct microthread_order : direct_bodies {
  template <class S> static std::string trace(any_order const& order) {
    scheduler<any_order, S> handed_off(order);
    scheduler<any_order, S, virtual_clock, dispatch::hub> from_the_hub(order);
    auto const log = trace_of(handed_off);
    BOOST_TEST(trace_of(from_the_hub) == log);
    return log;
  }

  template <class S> static void fifo_goes_round() {
    auto const log = trace<S>(any_order(fifo()));
    BOOST_TEST(log == "abcaxbcaxbcx");
  }
  template <class S> static void lifo_lets_the_newest_run_on() {
    auto const log = trace<S>(any_order(lifo()));
    BOOST_TEST(log == "cccbbbxxxaaa");
  }
  template <class S> static void dice_fall_the_same_for_the_same_seed() {
    auto const one = trace<S>(any_order(dice(1)));
    BOOST_TEST(one == trace<S>(any_order(dice(1))));
    int different = 0;
    for (unsigned seed = 2; seed < 12; ++seed) different += trace<S>(any_order(dice(seed))) != one;
    BOOST_TEST(different >= 9);
  }
  // The standard fixes what mt19937_64 gives: one seed, one trace, on every machine.
  template <class S> static void dice_fall_the_same_everywhere() {
    auto const log = trace<S>(any_order(dice(2026)));
    BOOST_TEST(log == "caccbabaxxxb");
  }

  template <class S> static void a_yield_among_none_comes_back() {
    scheduler<any_order, S> world;
    int steps = 0;
    world.spawn([&] {
      for (; steps < 100; ++steps) world.yield();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(steps == 100);
  }

  template <class S> static void check() {
    fifo_goes_round<S>();
    lifo_lets_the_newest_run_on<S>();
    dice_fall_the_same_for_the_same_seed<S>();
    dice_fall_the_same_everywhere<S>();
    a_yield_among_none_comes_back<S>();
  }
};
every_strategy<microthread_order> const microthread_order_here;

}  // namespace
}  // namespace kont::conformance
