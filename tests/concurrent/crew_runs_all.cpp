// tests/concurrent/crew_runs_all.cpp -- each microthread runs to its end, once, whoever spawned it.
#include <atomic>
#include <vector>

#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_runs_all)

namespace {
using namespace kont;

// 100 spawn 10 each; all yield.
struct spawned {
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    std::vector<std::atomic<int>> ran(1000);
    auto const one = [&](int i) {
      if constexpr (direct<World>) {
        return [&, i] {
          for (int n = 0; n < 7; ++n) world.yield();
          ++ran[static_cast<std::size_t>(i)];
        };
      } else {
        return [&, i]() -> body_of<World> {
          for (int n = 0; n < 7; ++n) co_await world.yield();
          ++ran[static_cast<std::size_t>(i)];
        };
      }
    };
    for (int i = 0; i < 100; ++i) {
      if constexpr (direct<World>) {
        world.spawn([&, i] {
          for (int n = 0; n < 10; ++n) world.spawn(one(i * 10 + n));
        });
      } else {
        world.spawn([&, i]() -> body_of<World> {
          for (int n = 0; n < 10; ++n) world.spawn(one(i * 10 + n));
          co_return;
        });
      }
    }
    BOOST_TEST(world.run().empty());
    for (auto const& times : ran) BOOST_REQUIRE_EQUAL(times.load(), 1);
    BOOST_TEST(world.run().empty());  // and there is nothing left to do
  }
};

// A tree of forks, and joins: the Fibonacci numbers, the slow way.
struct forked {
  template <class World> static int fib(World& world, int n) requires direct<World> {
    if (n < 2) return n;
    int left = 0;
    auto child = world.fork([&] { left = fib(world, n - 1); });
    int const right = fib(world, n - 2);
    child.join();
    return left + right;
  }
  template <class World>
  static body_of<World> fib_co(World& world, int n, int& result) requires(!direct<World>) {
    if (n < 2) {
      result = n;
      co_return;
    }
    int left = 0, right = 0;
    auto a = co_await world.fork([&]() { return fib_co(world, n - 1, left); });
    auto b = co_await world.fork([&]() { return fib_co(world, n - 2, right); });
    co_await a.join();
    co_await b.join();
    result = left + right;
  }
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    int result = 0;
    if constexpr (direct<World>) {
      world.spawn([&] { result = fib(world, 15); });
    } else {
      world.spawn([&] { return fib_co(world, 15, result); });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(result == 610);
  }
};
}  // namespace

BOOST_AUTO_TEST_CASE(whom_others_spawn) { on_each_crew(spawned{}); }
BOOST_AUTO_TEST_CASE(a_tree_of_forks) {
  for (int n = 0; n < 20 / slower; ++n) on_each_crew(forked{});
}

BOOST_AUTO_TEST_SUITE_END()
