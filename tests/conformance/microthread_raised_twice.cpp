// tests/conformance/microthread_raised_twice.cpp -- of two exceptions thrown into one microthread
// the first comes out where it waits, the second out of its next wait.
#include <memory>
#include <string>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_raised_twice : library_bodies {
  template <class S> static void one_after_the_other() {
    scheduler<fifo, S> world;
    std::string log;
    auto waits = world.spawn("waits", [&] {
      try {
        world.block("nothing");
      } catch (int n) { log += std::to_string(n); }
      try {
        world.block("nothing");
      } catch (int n) { log += std::to_string(n); }
      world.block("this");
    });
    auto unbegun = world.spawn("unbegun", [&] { log += "never"; });
    unbegun.raise(std::make_exception_ptr(exited{}));
    unbegun.kill();
    BOOST_TEST(world.run().size() == 1u);
    BOOST_TEST(unbegun.finished());
    waits.raise(std::make_exception_ptr(1));
    waits.raise(std::make_exception_ptr(2));
    BOOST_TEST(world.run().size() == 1u);
    BOOST_TEST(log == "12");
    BOOST_TEST(!waits.finished());
    waits.kill();  // it has been told of all: this ends it
    BOOST_TEST(world.run().empty());
    BOOST_TEST(waits.finished());
  }

  // What others wait for may be destroyed before the world in which they wait, or after it.
  template <class S> static void their_queues_come_and_go() {
    using world_type = scheduler<fifo, S>;
    std::unique_ptr<channel<int, world_type>> after;
    int alive = 0;
    {
      world_type world;
      after = std::make_unique<channel<int, world_type>>(world);
      auto before = std::make_unique<channel<int, world_type>>(world);
      auto const waits_in = [&](auto& c) {
        return world.spawn("waits", [&, here = witness(alive)] { c->receive(); });
      };
      auto killed = waits_in(before), left = waits_in(before), last = waits_in(after);
      BOOST_TEST(world.run().size() == 3u);
      before.reset();
      auto const stuck = world.run();
      BOOST_REQUIRE_EQUAL(stuck.size(), 3u);
      BOOST_TEST(stuck[0].on == "what is no more");
      BOOST_TEST(stuck[2].on == "");
      killed.kill();
      BOOST_TEST(world.run().size() == 2u);
      BOOST_TEST(alive == 2);
    }
    BOOST_TEST(alive == 0);
  }

  template <class S> static void check() {
    one_after_the_other<S>();
    their_queues_come_and_go<S>();
  }
};
every_strategy<microthread_raised_twice> const microthread_raised_twice_here;

}  // namespace
}  // namespace kont::conformance
