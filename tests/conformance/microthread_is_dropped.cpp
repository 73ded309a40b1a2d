// tests/conformance/microthread_is_dropped.cpp -- with the scheduler, whoever is left unwinds.
#include <optional>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_is_dropped : direct_bodies {
  template <class S> static void before_it_began() {
    int captured = 0;
    {
      scheduler<fifo, S> world;
      for (int i = 0; i < 3; ++i) world.spawn([w = witness(captured)] {});
      BOOST_TEST(captured == 3);
    }
    BOOST_TEST(captured == 0);
  }

  template <class S> static void wherever_it_waits() {
    int inside = 0;
    {
      scheduler<fifo, S> world;
      channel<int, scheduler<fifo, S>> c(world), d(world);
      auto const waits = [&](auto wait) {
        world.spawn([&, wait] {
          witness const here(inside);
          wait();
          BOOST_ERROR("it went on");
        });
      };
      waits([&] { c.receive(); });
      waits([&] { d.send(1); });
      waits([&] { world.block("for ever"); });
      waits([&] {
        auto child = world.spawn([&] { world.block("too"); });
        child.join();
      });
      BOOST_TEST(world.run().size() == 5u);
      BOOST_TEST(inside == 4);
    }
    BOOST_TEST(inside == 0);
  }

  // An exception left run(): those that are ready, and those that sleep, are dropped as well.
  template <class S> static void although_it_could_run() {
    int inside = 0;
    {
      scheduler<fifo, S> world;
      for (int i = 0; i < 3; ++i) {
        world.spawn([&] {
          witness const here(inside);
          world.yield();
          world.sleep_for(std::chrono::hours(1));
        });
      }
      world.spawn([&] {
        world.yield();
        throw 1;
      });
      BOOST_CHECK_THROW(world.run(), int);
      BOOST_TEST(inside == 3);
    }
    BOOST_TEST(inside == 0);
  }

  // Handles of others, ended or not, go with the frame that held them.
  template <class S> static void with_the_handles_it_holds() {
    int captured = 0;
    {
      scheduler<fifo, S> world;
      world.spawn([&] {
        auto ended = world.spawn([w = witness(captured)] {});
        auto blocked = world.spawn([&, w = witness(captured)] { world.block("for ever"); });
        world.yield();
        BOOST_TEST(ended.finished());
        world.block("for ever");
      });
      BOOST_TEST(world.run().size() == 2u);
      BOOST_TEST(captured == 1);
    }
    BOOST_TEST(captured == 0);
  }

  template <class S> static void check() {
    before_it_began<S>();
    wherever_it_waits<S>();
    although_it_could_run<S>();
    with_the_handles_it_holds<S>();
  }
};
every_strategy<microthread_is_dropped> const microthread_is_dropped_here;

}  // namespace
}  // namespace kont::conformance
