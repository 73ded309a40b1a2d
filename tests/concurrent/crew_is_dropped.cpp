// tests/concurrent/crew_is_dropped.cpp -- a crew that is destroyed unwinds who is left, whatever
// they wait for, and until when.
#include <atomic>
#include <memory>

#include "coroutines/microthreads/semaphore.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_is_dropped)

namespace {
using namespace kont;
using namespace std::chrono_literals;

// Ends the run, for somebody still waits for the time.
struct enough {};

struct drops {
  template <class World> void operator()(unsigned workers) const {
    auto const token = std::make_shared<int>();
    {
      World world(workers);
      semaphore<World> none(world, 0);
      for (int k = 0; k < 10; ++k) {
        if constexpr (direct<World>) {
          world.spawn([&, mine = token] { none.try_acquire_for(1h); });
          world.spawn([&, mine = token] { none.acquire(); });
          world.spawn([&, mine = token] { world.sleep_for(1h); });
        } else {
          world.spawn([&, mine = token]() -> body_of<World> { co_await none.try_acquire_for(1h); });
          world.spawn([&, mine = token]() -> body_of<World> { co_await none.acquire(); });
          world.spawn([&, mine = token]() -> body_of<World> { co_await world.sleep_for(1h); });
        }
      }
      if constexpr (direct<World>) {
        world.spawn([&] {
          world.sleep_for(1ms);
          none.release();  // he has his answer, and does not get to run
          throw enough();
        });
      } else {
        world.spawn([&]() -> body_of<World> {
          co_await world.sleep_for(1ms);
          none.release();
          throw enough();
        });
      }
      BOOST_CHECK_THROW(world.run(), enough);
      BOOST_TEST(token.use_count() > 28);
    }
    BOOST_TEST(token.use_count() == 1);
  }
};
}  // namespace

BOOST_AUTO_TEST_CASE(unwinds_who_is_left) { on_each_crew(drops{}); }

BOOST_AUTO_TEST_SUITE_END()
