// tests/concurrent/crew_locals.cpp -- what a microthread of a crew has for itself goes before those
// go on who join it.
#include <atomic>
#include <memory>

#include "coroutines/microthreads/local.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_locals)

namespace {
using namespace kont;

struct goes_before_the_join {
  static constexpr int rounds = 500 / slower;
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    local<std::shared_ptr<int>, World> held;
    std::atomic<int> late = 0;
    for (int k = 0; k < rounds; ++k) {
      if constexpr (direct<World>) {
        world.spawn([&] {
          auto const token = std::make_shared<int>();
          auto child = [&, mine = token]() mutable { *held = std::move(mine); };
          world.spawn(child).join();
          late += token.use_count() != 2;
          world.fork(child).join();
          late += token.use_count() != 2;
        });
      } else {
        world.spawn([&]() -> body_of<World> {
          auto const token = std::make_shared<int>();
          auto child = [&, mine = token]() mutable -> body_of<World> {
            *held = std::move(mine);
            co_return;
          };
          auto spawned = world.spawn(child);
          co_await spawned.join();
          late += token.use_count() != 2;
          auto forked = co_await world.fork(child);
          co_await forked.join();
          late += token.use_count() != 2;
        });
      }
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(late == 0);
  }
};
}  // namespace

BOOST_AUTO_TEST_CASE(go_before_the_join) { on_each_crew(goes_before_the_join{}); }

BOOST_AUTO_TEST_SUITE_END()
