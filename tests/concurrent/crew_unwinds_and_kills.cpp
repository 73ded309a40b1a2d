// tests/concurrent/crew_unwinds_and_kills.cpp -- as a crew is destroyed, who unwinds may try to
// kill others, which does nothing, and may spawn: whom it spawns is dropped too.
#include <atomic>
#include <memory>
#include <vector>

#include "coroutines/microthreads/semaphore.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_unwinds_and_kills)

namespace {
using namespace kont;

template <class World> struct supervisor {
  World& world;
  std::shared_ptr<int> token;
  std::atomic<int>& killed;
  std::vector<typename World::handle> over;
  ~supervisor() {
    if constexpr (direct<World>) {
      world.spawn([mine = token] {});
    } else {
      world.spawn([mine = token]() -> body_of<World> { co_return; });
    }
    for (auto& h : over) killed += h.kill();
  }
};

struct drops_all {
  static constexpr int count = 300;  // of them, and so more records than a block has
  template <class World> void operator()(unsigned workers) const {
    auto const token = std::make_shared<int>();
    std::atomic<int> killed = 0;
    {
      World world(workers);
      semaphore<World> none(world, 0);
      for (int k = 0; k < count; ++k) {
        if constexpr (direct<World>) {
          world.spawn([&] {
            supervisor<World> here{world, token, killed, {}};
            here.over.push_back(world.spawn([&, mine = token] { none.acquire(); }));
            none.acquire();
          });
        } else {
          world.spawn([&]() -> body_of<World> {
            supervisor<World> here{world, token, killed, {}};
            auto const waits = [&, mine = token]() -> body_of<World> { co_await none.acquire(); };
            here.over.push_back(world.spawn(waits));
            co_await none.acquire();
          });
        }
      }
      BOOST_TEST(world.run().size() == 2u * count);
    }
    BOOST_TEST(token.use_count() == 1);
    BOOST_TEST(killed == 0);
  }
};
}  // namespace

BOOST_AUTO_TEST_CASE(nobody_is_killed_and_nobody_stays) { on_each_crew(drops_all{}); }

BOOST_AUTO_TEST_SUITE_END()
