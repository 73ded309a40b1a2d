// tests/conformance/microthread_is_stopped_across_runs.cpp -- each turn has its whole quantum,
// though the world is run bit by bit.
#include <string>

#include "coroutines/microthreads/preemption.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_is_stopped_across_runs : library_bodies {
  // No turn has more checkpoints than two, and none is cut.
  template <class S> static void by_some_turns(std::uint64_t at_once) {
    scheduler<fifo, S> world;
    world.its_pulse().set_quantum(3);
    std::string log;
    for (char const name : {'a', 'b'}) {
      world.spawn([&, name] {
        for (int turn = 0; turn < 4; ++turn) {
          for (int i = 0; i < 2; ++i) {
            log += name;
            world.checkpoint();
          }
          world.yield();
        }
      });
    }
    while (world.run_some(at_once) && world.alive() != 0) {}
    BOOST_TEST(log == "aabbaabbaabbaabb");
  }

  template <class S> static void and_cut_when_it_is_over() {
    scheduler<fifo, S> world;
    world.its_pulse().set_quantum(3);
    std::string log;
    for (char const name : {'a', 'b'}) {
      world.spawn([&, name] {
        for (int i = 0; i < 7; ++i) {
          log += name;
          world.checkpoint();
        }
      });
    }
    while (world.run_some(1) && world.alive() != 0) log += ' ';
    BOOST_TEST(log == "aaa bbb aaa bbb a b");
  }

  // What one has passed before an exception ended its run is not held against another.
  template <class S> static void by_the_watchdog() {
    scheduler<fifo, S> world;
    for (bool const throws : {true, false}) {
      world.spawn([&, throws] {
        for (int i = 0; i < 60; ++i) world.checkpoint();
        if (throws) throw 1;
      });
    }
    BOOST_CHECK_THROW(run_watched(world, 100), int);
    BOOST_TEST((run_watched(world, 100) == nullptr));
    BOOST_TEST(world.alive() == 0u);
  }

  template <class S> static void check() {
    for (std::uint64_t const at_once : {1u, 2u, 3u}) by_some_turns<S>(at_once);
    and_cut_when_it_is_over<S>();
    by_the_watchdog<S>();
  }
};
every_strategy<microthread_is_stopped_across_runs> const here;

}  // namespace
}  // namespace kont::conformance
