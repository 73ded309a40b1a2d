// tests/conformance/microthread_future.cpp -- a future gives what its promise was given, once.
#include <memory>
#include <string>

#include "coroutines/microthreads/future.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_future : library_bodies {
  template <class S> static void brings_a_value() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    promise<std::unique_ptr<int>, world_type> p(world);
    promise<void, world_type> q(world);
    auto value = p.get_future();
    auto nothing = q.get_future();
    std::string log;
    world.spawn([&] {
      BOOST_TEST(!value.wait_for(1s));
      log += std::to_string(*value.get());
      nothing.get();
      log += " done";
    });
    world.spawn([&] {
      world.sleep_for(2s);
      p.set_value(std::make_unique<int>(42));
      q.set_value();
      BOOST_TEST(value.is_ready());
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "42 done");
  }

  template <class S> static void brings_an_exception() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    std::string log;
    future<int, world_type> broken;
    BOOST_TEST(!broken.valid());
    {
      promise<int, world_type> p(world);
      broken = p.get_future();
    }
    world.spawn([&] {
      auto failing = async(world, [] { throw 7; });
      try {
        failing.get();
      } catch (int n) { log += std::to_string(n); }
      try {
        broken.get();
      } catch (broken_promise const& e) { log += e.what(); }
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "7broken promise: it was dropped without a value");
  }

  // async names whom one waits for; if that is killed, its promise is broken.
  template <class S> static void of_a_microthread() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    int sum = 0;
    auto const twice = [&](int n) {
      return async(world, [&world, n] {
        world.sleep_for(1s);
        return 2 * n;
      });
    };
    world.spawn([&] {
      auto a = twice(1), b = twice(2);
      sum = a.get() + b.get();
      BOOST_TEST((world.clock().now() == instant(1s)));
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(sum == 6);

    auto endless = async(
        world, [&] { world.block("nothing"); }, "an answer");
    bool broken = false;
    world.spawn("asks", [&] {
      try {
        endless.get();
      } catch (broken_promise const&) { broken = true; }
    });
    auto const left = world.run();
    BOOST_REQUIRE_EQUAL(left.size(), 2u);
    BOOST_TEST(left[0].name == "an answer");
    BOOST_TEST(left[1].waits_for == std::string("get"));
    BOOST_TEST(left[1].on == "an answer");
    BOOST_TEST(left[1].holder == left[0].id);
    world.spawn([&] { world.kill_all(); });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(!broken);  // it was killed as well
    auto const again = async(world, [&] { world.exit(); });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(again.is_ready());
  }

  template <class S> static void of_a_microthread_that_returns_nothing() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    bool done = false;
    auto end = async(world, [&] { done = true; });
    world.spawn([&] {
      end.get();  // and throws nothing
      BOOST_TEST(done);
    });
    BOOST_TEST(world.run().empty());
  }

  // Another promise in its place: whoever waits for the first gets to know at once.
  template <class S> static void is_replaced() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    promise<int, world_type> p(world), other(world);
    auto first = p.get_future(), second = other.get_future();
    std::string log;
    world.spawn([&] {
      try {
        first.get();
      } catch (broken_promise const&) { log += "broken "; }
      log += std::to_string(second.get());
    });
    world.spawn([&] {
      p = std::move(other);
      world.yield();
      p.set_value(7);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "broken 7");
    p = promise<int, world_type>(world);
    BOOST_TEST(p.get_future().valid());  // which the one before it had given already
  }

  template <class S> static void breaks_a_rule() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    check_breaks("set_value: a promise is kept once", [&] {
      promise<int, world_type> p(world);
      p.set_value(1);
      p.set_value(2);
    });
    check_breaks("get_future: a promise has one future", [&] {
      promise<int, world_type> p(world);
      auto f = p.get_future();
      f = p.get_future();
    });
    check_breaks("get: a future is got once", [&] {
      promise<int, world_type> p(world);
      auto f = p.get_future();
      p.set_value(1);
      f.get();
      f.get();
    });
    check_breaks("get: a future must be of a promise", [] { future<int, world_type>().get(); });
  }

  template <class S> static void check() {
    is_replaced<S>();
    brings_a_value<S>();
    brings_an_exception<S>();
    of_a_microthread<S>();
    of_a_microthread_that_returns_nothing<S>();
    breaks_a_rule<S>();
  }
};
every_strategy<microthread_future> const microthread_future_here;

}  // namespace
}  // namespace kont::conformance
