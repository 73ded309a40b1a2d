// tests/concurrent/crew_pins.cpp -- who is pinned runs on its worker alone, whoever wakes it.
#include <thread>

#include "coroutines/microthreads/channel.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_pins)

namespace {
using namespace kont;

struct pins {
  static constexpr int each = 500 / slower;
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    channel<int, World> c(world);
    std::atomic<int> elsewhere = 0, turns = 0;
    for (unsigned w = 0; w < workers; ++w) {
      auto const look = [&, w] {
        elsewhere += world.its_worker() != w;
        ++turns;
      };
      if constexpr (direct<World>) {
        world.spawn({.pinned = w}, [&, look] {
          for (int i = 0; i < each; ++i) {
            c.receive();
            look();
            world.yield();
            look();
          }
        });
        world.spawn([&] {
          for (int i = 0; i < each; ++i) c.send(i);
        });
      } else {
        world.spawn({.pinned = w}, [&, look]() -> body_of<World> {
          for (int i = 0; i < each; ++i) {
            co_await c.receive();
            look();
            co_await world.yield();
            look();
          }
        });
        world.spawn([&]() -> body_of<World> {
          for (int i = 0; i < each; ++i) co_await c.send(i);
        });
      }
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(elsewhere == 0);
    BOOST_TEST(turns == 2 * each * static_cast<int>(workers));
  }
};
}  // namespace

BOOST_AUTO_TEST_CASE(to_its_worker) { on_each_crew(pins{}); }

BOOST_AUTO_TEST_SUITE_END()
