// tests/conformance/microthread_many_alive.cpp -- a hundred thousand, alive at once, each takes its
// turns.
#include <memory>
#include <vector>

#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_many_alive : direct_bodies {
  template <class S, policy P> static void takes_turns() {
    int const n = many_alive<S>(100'000);
    scheduler<P, S> world;
    std::vector<char> turns(static_cast<std::size_t>(n));
    int alive = 0, most = 0;
    for (auto& mine : turns) {
      world.spawn(
          [&] {
            most = std::max(most, ++alive);
            for (int i = 0; i < 2; ++i) {
              ++mine;
              world.yield();
            }
            --alive;
          },
          {.size = stacks::smallest_size});
    }
    BOOST_TEST(world.alive() == static_cast<std::size_t>(n));
    BOOST_TEST(world.run().empty());
    if (std::same_as<P, fifo>) BOOST_TEST(most == n);
    BOOST_TEST(std::ranges::count(turns, 2) == n);
  }

  template <class S> static void check() {
    takes_turns<S, fifo>();
    takes_turns<S, dice>();
  }
};
every_strategy<microthread_many_alive> const microthread_many_alive_here;

}  // namespace
}  // namespace kont::conformance
