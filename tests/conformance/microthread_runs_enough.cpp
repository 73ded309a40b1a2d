// tests/conformance/microthread_runs_enough.cpp -- so many turns were enough if nobody is left,
// used up or not; and not while somebody lives, or a clock expects others to post.
#include <optional>

#include "coroutines/microthreads/scheduler.hpp"
#include "lib/concurrent/real_clock.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_runs_enough : library_bodies {
  template <class S, class C> static void when_nobody_is_left() {
    scheduler<fifo, S, C> world;
    BOOST_TEST(!world.run_some(0));
    world.spawn([] {});
    world.spawn([] {});
    BOOST_TEST(world.run_some(0));
    BOOST_TEST(world.run_some(1));
    BOOST_TEST(!world.run_some(1));
    BOOST_TEST(world.alive() == 0u);
  }

  template <class S> static void unless_others_are_expected() {
    scheduler<fifo, S, real_clock> world;
    std::optional open(world.clock().expect());
    BOOST_TEST(world.run_some(0));
    open.reset();
    BOOST_TEST(!world.run_some(0));
    bool ran = false;
    world.clock().post([&] { world.spawn([&] { ran = true; }); });
    BOOST_TEST(world.run_some(0));
    BOOST_TEST(!world.run_some(1));
    BOOST_TEST(ran);
  }

  template <class S> static void check() {
    when_nobody_is_left<S, virtual_clock>();
    when_nobody_is_left<S, real_clock>();
    unless_others_are_expected<S>();
  }
};
every_strategy<microthread_runs_enough> const microthread_runs_enough_here;

}  // namespace
}  // namespace kont::conformance
