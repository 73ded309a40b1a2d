// tests/concurrent/crew_is_stuck.cpp -- run() returns when nobody can go on, and says who waits for
// what; later it goes on with them.
#include <string>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_is_stuck)

namespace {
using namespace kont;

struct is_stuck {
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    channel<int, World> c(world);
    mutex<World> m(world, "the door");
    int got = 0;
    if constexpr (direct<World>) {
      world.spawn("holds", [&] {
        m.lock();
        got = c.receive();
        m.unlock();
      });
    } else {
      world.spawn("holds", [&]() -> body_of<World> {
        co_await m.lock();
        got = co_await c.receive();
        m.unlock();
      });
    }
    auto left = world.run();
    BOOST_REQUIRE_EQUAL(left.size(), 1u);
    BOOST_TEST(left[0].name == "holds");
    BOOST_TEST(left[0].waits_for == std::string("receive"));
    another_waits(world, c, m, left[0].id);
    BOOST_TEST(got == 7);
  }
  template <class World>
  static void another_waits(World& world, channel<int, World>& c, mutex<World>& m,
                            std::uint64_t holder) {
    if constexpr (direct<World>) {
      world.spawn("waits", [&] { std::scoped_lock const mine(m); });
    } else {
      world.spawn("waits", [&]() -> body_of<World> {
        co_await m.lock();
        m.unlock();
      });
    }
    auto left = world.run();
    BOOST_REQUIRE_EQUAL(left.size(), 2u);
    auto const& waits = left[0].id == holder ? left[1] : left[0];
    BOOST_TEST(waits.waits_for == std::string("lock"));
    BOOST_TEST(waits.on == "the door");
    BOOST_TEST(waits.holder == holder);
    if constexpr (direct<World>) {
      world.spawn([&] { c.send(7); });
    } else {
      world.spawn([&]() -> body_of<World> { co_await c.send(7); });
    }
    BOOST_TEST(world.run().empty());
  }
};

// Who is left unwinds with the crew.
struct unwinds {
  template <class World> void operator()(unsigned workers) const {
    struct farewell {
      int& count;
      ~farewell() { ++count; }
    };
    int gone = 0;
    {
      World world(workers);
      for (int k = 0; k < 5; ++k) {
        if constexpr (direct<World>) {
          world.spawn([&] {
            farewell const at_end{gone};
            world.block("nothing");
          });
        } else {
          world.spawn([&]() -> body_of<World> {
            farewell const at_end{gone};
            co_await world.block("nothing");
          });
        }
      }
      BOOST_TEST(world.run().size() == 5u);
      BOOST_TEST(gone == 0);
    }
    BOOST_TEST(gone == 5);
  }
};
}  // namespace

BOOST_AUTO_TEST_CASE(says_who) { on_each_crew(is_stuck{}); }
BOOST_AUTO_TEST_CASE(unwinds_with_its_crew) { on_each_crew(unwinds{}); }

BOOST_AUTO_TEST_SUITE_END()
