// tests/conformance/microthread_channel.cpp -- a channel hands over each value, once and in order.
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_channel : direct_bodies {
  template <class S, dispatch D> static void keeps_the_order() {
    using world_type = scheduler<fifo, S, virtual_clock, D>;
    world_type world;
    channel<int, world_type> c(world);
    std::vector<int> got, expected(100);
    std::iota(expected.begin(), expected.end(), 0);
    world.spawn([&] {
      for (int i = 0; i < 100; ++i) c.send(i);
    });
    world.spawn([&] {
      for (int i = 0; i < 100; ++i) got.push_back(c.receive());
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST((got == expected));
  }

  // A sender waits for its receiver, and the other way round.
  template <class S> static void is_a_meeting() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    channel<int, world_type> c(world);
    std::string log;
    world.spawn([&] {
      log += "s1 ";
      c.send(1);
      log += "s2 ";
      c.send(2);
      log += "s3 ";
    });
    world.spawn([&] {
      world.yield();
      log += "r1 ";
      c.receive();
      log += "r2 ";
      c.receive();
      log += "r3 ";
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "s1 r1 r2 s2 s3 r3 ");
  }

  template <class S> static void takes_what_can_only_be_moved() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    channel<std::unique_ptr<int>, world_type> c(world);
    int sum = 0;
    world.spawn([&] {
      for (int i = 1; i <= 4; ++i) c.send(std::make_unique<int>(i));
    });
    world.spawn([&] {
      for (int i = 1; i <= 4; ++i) sum += *c.receive();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(sum == 10);
  }

  template <class S> static void serves_who_came_first() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    channel<char, world_type> c(world);
    std::string log;
    for (char name : {'a', 'b', 'c'}) {
      world.spawn([&, name] {
        char const got = c.receive();
        log += name;
        log += got;
      });
    }
    for (char name : {'x', 'y', 'z', 'u', 'v'}) {
      world.spawn([&, name] {
        c.send(name);
        log += name;
      });
    }
    world.spawn([&] {
      log += ' ';
      log += c.receive();
      log += c.receive();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "xyz uvaxbyczuv");
  }

  // Whatever the order: all that was sent is received, and nothing else.
  template <class S> static void conserves(std::uint64_t seed) {
    using world_type = scheduler<dice, S>;
    world_type world{dice(seed)};
    channel<int, world_type> c(world);
    std::vector<int> got;
    for (int s = 0; s < 5; ++s) {
      world.spawn([&, s] {
        for (int i = 0; i < 20; ++i) c.send(100 * s + i);
      });
    }
    for (int r = 0; r < 4; ++r) {
      world.spawn([&] {
        for (int i = 0; i < 25; ++i) got.push_back(c.receive());
      });
    }
    BOOST_TEST(world.run().empty());
    std::ranges::sort(got);
    std::vector<int> sent;
    for (int n = 0; n < 500; ++n) {
      if (n % 100 < 20) sent.push_back(n);
    }
    BOOST_TEST((got == sent));
  }

  template <class S> static void check() {
    keeps_the_order<S, dispatch::hand_off>();
    keeps_the_order<S, dispatch::hub>();
    is_a_meeting<S>();
    takes_what_can_only_be_moved<S>();
    serves_who_came_first<S>();
    for (std::uint64_t seed = 0; seed < 10; ++seed) conserves<S>(seed);
  }
};
every_strategy<microthread_channel> const microthread_channel_here;

}  // namespace
}  // namespace kont::conformance
