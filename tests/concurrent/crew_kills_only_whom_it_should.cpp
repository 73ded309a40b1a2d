// tests/concurrent/crew_kills_only_whom_it_should.cpp -- kill_all spares who resists, and who was
// made later, also while others spawn, kill or have just ended.
#include <atomic>
#include <memory>
#include <thread>

#include "coroutines/microthreads/scheduler.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_kills_only_whom_it_should)

namespace {
using namespace kont;

// A record is used again: what was thrown into who had it is not for who has it now.
BOOST_AUTO_TEST_CASE(not_who_has_a_record_next) {
  world_of_many world(1);
  bool child_ended = false, ran = false;
  world.spawn({.resistant = true}, [&] {
    world.yield();
    world.kill_all();
    world.yield();
  });
  world.spawn({.resistant = true}, [&] { world.yield(); });
  world.spawn([&] {
    {
      auto const child = world.fork([&] {
        world.yield();
        child_ended = true;
      });
    }
    world.spawn([&] { ran = true; });
  });
  world.run();
  BOOST_TEST(child_ended);
  BOOST_TEST(ran);
}

// One who resists goes on to its end in the same run(), whenever the kill comes.
BOOST_AUTO_TEST_CASE(whenever_it_comes) {
  world_of_many world(1);
  std::atomic<int> round = 0, killed = 0;
  constexpr int rounds = 4'000 / slower;
  std::thread killer([&] {
    unsigned when = 7;
    for (int seen = 0; seen < rounds; killed = seen) {
      while (round == seen) spin_pause();
      ++seen;
      when = when * 1'103'515'245u + 12'345u;
      for (unsigned n = (when >> 8) % 40; n != 0; --n) spin_pause();
      world.kill_all();
    }
  });
  int ended = 0;
  while (round < rounds) {
    world.spawn({.resistant = true}, [&] {
      for (int k = 0; k < 200; ++k) world.yield();
      ++ended;
    });
    ++round;
    world.run();
    BOOST_TEST_REQUIRE(ended == round);
    while (killed != round) spin_pause();
  }
  killer.join();
}

// Others spawn from outside while it looks whom to kill.
BOOST_AUTO_TEST_CASE(whoever_spawns_meanwhile) {
  world_of_many world(2);
  std::atomic<bool> over = false;
  std::atomic<int> ran = 0;
  constexpr int all = 200'000 / slower;
  {
    auto open = std::make_unique<world_of_many::outside>(world);
    std::jthread const killer([&] {
      while (!over) {
        world.kill_all();
        std::this_thread::sleep_for(std::chrono::microseconds(100));
      }
    });
    std::jthread const spawner([&] {
      for (int n = 0; n < all; ++n) {
        world.spawn({.name = "one that resists, and has a name", .resistant = true},
                    [&] { ++ran; });
      }
      over = true;
      open.reset();
    });
    world.run();
  }
  world.run();
  BOOST_TEST(ran == all);
}

// Who runs a world in it is not who asks there.
BOOST_AUTO_TEST_CASE(not_who_asks_in_a_world_inside) {
  world_of_many outer(1);
  world_of_many::handle host;
  bool went_on = false, survived = false;
  host = outer.spawn([&] {
    scheduler<> inner;
    inner.spawn([&] { went_on = host.kill(); });
    inner.run();
    outer.yield();
    survived = true;
  });
  outer.run();
  BOOST_TEST(went_on);
  BOOST_TEST(!survived);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
