// tests/concurrent/crew_steals.cpp -- a worker that has nothing takes from one that is busy.
#include <atomic>

#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_steals)

namespace {
using namespace kont;

// The child holds its worker until its parent has gone on: only a thief can bring that about.
struct takes_the_parent {
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    std::atomic<bool> goes_on = false;
    unsigned before = 0, after = 0;
    auto const holds = [&] {
      while (!goes_on) spin_pause();
    };
    if constexpr (direct<World>) {
      world.spawn([&] {
        before = world.its_worker();
        world.fork(holds);
        after = world.its_worker();
        goes_on = true;
      });
    } else {
      world.spawn([&]() -> body_of<World> {
        before = world.its_worker();
        co_await world.fork([&]() -> body_of<World> {
          holds();
          co_return;
        });
        after = world.its_worker();
        goes_on = true;
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(before != after);
    BOOST_TEST(world.stolen() > 0u);
  }
};
}  // namespace

BOOST_AUTO_TEST_CASE(a_parent) {
  for (int n = 0; n < 20 / slower; ++n) on_each_crew(takes_the_parent{}, 2);
}

BOOST_AUTO_TEST_SUITE_END()
