// tests/conformance/microthread_raised_too_late.cpp -- an exception that is thrown into one whose
// wait is over already, by its deadline or by an answer, takes nothing of its next wait.
#include <chrono>
#include <string>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/semaphore.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_raised_too_late : library_bodies {
  // At the same moment its deadline comes, and an exception: it is the exception's.
  template <class S> static void after_its_deadline() {
    using W = scheduler<fifo, S>;
    W world;
    semaphore<W> permits(world, 0);
    channel<int, W> c(world);
    typename W::handle late;
    std::string log;
    world.spawn([&] {
      world.sleep_for(10ns);
      late.raise(std::make_exception_ptr(1));
      world.sleep_for(10ns);
      permits.release();
      c.send(7);
    });
    late = world.spawn([&] {
      try {
        world.sleep_for(10ns);
      } catch (int) { log += "raised "; }
      if (permits.try_acquire_for(1us)) log += "acquired ";
      if (auto const value = c.try_receive_for(1us)) log += std::to_string(*value);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "raised acquired 7");
  }

  // Its answer has come: the exception waits, but no longer than till it yields.
  template <class S> static void after_its_answer() {
    using W = scheduler<fifo, S>;
    W world;
    semaphore<W> permits(world, 0);
    int yields = 0;
    auto busy = world.spawn([&] {
      permits.acquire();
      for (; yields < 10; ++yields) world.yield();
    });
    world.spawn([&] {
      permits.release();
      BOOST_TEST(busy.kill());
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(yields == 0);
    BOOST_TEST(busy.finished());
  }

  template <class S> static void check() {
    after_its_deadline<S>();
    after_its_answer<S>();
  }
};
every_strategy<microthread_raised_too_late> const microthread_raised_too_late_here;

}  // namespace
}  // namespace kont::conformance
