// tests/conformance/microthread_barrier.cpp -- nobody goes on before all have come, each time.
#include <string>

#include "coroutines/microthreads/barrier.hpp"
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/select.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_barrier : library_bodies {
  template <class S> static void keeps_phases_apart(std::uint64_t seed) {
    using world_type = scheduler<dice, S>;
    world_type world{dice(seed)};
    std::string log;
    barrier<world_type> b(world, 4, [&] { log += '.'; });
    for (int i = 0; i < 4; ++i) {
      world.spawn([&, i] {
        for (char phase : {'a', 'b', 'c'}) {
          for (int n = 0; n < i; ++n) world.yield();
          log += phase;
          b.arrive_and_wait();
        }
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "aaaa.bbbb.cccc.");
  }

  // Whoever is called off has not come.
  template <class S> static void takes_back_an_arrival() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    barrier<world_type> b(world, 2, {}, "the gate");
    std::string log;
    world.spawn([&] {
      BOOST_TEST(!b.arrive_and_wait_for(1s));
      log += "late ";
    });
    auto killed = world.spawn([&] {
      world.sleep_for(2s);
      b.arrive_and_wait();
    });
    world.spawn([&] {
      world.sleep_for(3s);
      killed.kill();
      log += "alone ";
      BOOST_TEST(b.arrive_and_wait_until(instant(10s)));
      log += "two ";
    });
    world.spawn([&] {
      world.sleep_for(4s);
      b.arrive_and_wait();
      log += "met ";
      b.arrive_and_wait();
    });
    auto const left = world.run();
    BOOST_REQUIRE_EQUAL(left.size(), 1u);
    BOOST_TEST(left[0].on == "the gate");
    BOOST_TEST(log == "late alone met two ");
    b.arrive_and_drop();  // who is left is the last
    BOOST_TEST(world.run().empty());
  }

  // Neither has a select that does something else.
  template <class S> static void takes_back_an_arrival_in_a_select() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    barrier<world_type> b(world, 2);
    channel<int, world_type> c(world);
    world.spawn([&] {
      BOOST_TEST(select(on(b.arrive_and_wait(to_select), [] {}), after(1s, [] {})) == 1u);
      BOOST_TEST(select(on(b.arrive_and_wait(to_select), [] {}), on_receive(c, [](int) {})) == 1u);
      world.sleep_for(1s);
      BOOST_TEST(select(on(b.arrive_and_wait(to_select), [] {}), after(9s, [] {})) == 0u);
    });
    world.spawn([&] {
      world.sleep_for(2s);
      c.send(1);
      BOOST_TEST(!b.arrive_and_wait_for(0s));
      world.sleep_for(2s);
      BOOST_TEST(b.arrive_and_wait_for(0s));
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST((world.clock().now() == instant(4s)));
  }

  // One fewer is expected, then and later; where others are missing, nobody goes on because of it.
  template <class S> static void expects_one_fewer() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    std::string log;
    barrier<world_type> b(world, 4, [&] { log += '.'; });
    b.arrive_and_drop();  // nobody has come: nothing is complete
    auto const comes = [&](char name) {
      world.spawn([&, name] {
        b.arrive_and_wait();
        log += name;
      });
    };
    comes('a');
    BOOST_TEST(world.run().size() == 1u);
    b.arrive_and_drop();
    BOOST_TEST(world.run().size() == 1u);
    BOOST_TEST(log == "");
    comes('b');
    BOOST_TEST(world.run().empty());
    comes('c');
    BOOST_TEST(world.run().size() == 1u);
    b.arrive_and_drop();
    BOOST_TEST(world.run().empty());
    b.arrive_and_drop();
    BOOST_TEST(log == ".ba.c");  // who came last need not wait; and of nobody no phase is complete
    check_breaks("arrive_and_drop: nobody is expected any more", [&] { b.arrive_and_drop(); });
  }

  template <class S> static void throws_what_its_completion_throws() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    barrier<world_type> b(world, 2, [] { throw 1; });
    int went_on = 0;
    for (int i = 0; i < 2; ++i) {
      world.spawn([&] {
        b.arrive_and_wait();
        ++went_on;
      });
    }
    BOOST_CHECK_THROW(world.run(), int);
    BOOST_TEST(world.run().empty());
    BOOST_TEST(went_on == 1);
    check_breaks("barrier: somebody must be expected", [&] { barrier<world_type>(world, 0); });
  }

  template <class S> static void check() {
    for (std::uint64_t seed = 0; seed < 30; ++seed) keeps_phases_apart<S>(seed);
    takes_back_an_arrival<S>();
    takes_back_an_arrival_in_a_select<S>();
    expects_one_fewer<S>();
    throws_what_its_completion_throws<S>();
  }
};
every_strategy<microthread_barrier> const microthread_barrier_here;

}  // namespace
}  // namespace kont::conformance
