// tests/concurrent/crew_kills_all.cpp -- kill_all ends all others of a crew, whoever calls it.
#include <atomic>
#include <thread>
#include <vector>

#include "coroutines/microthreads/channel.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_kills_all)

namespace {
using namespace kont;
using namespace std::chrono_literals;
constexpr int members = 50;
}  // namespace

// Who waits, sleeps, is ready, or has not begun; not who calls it, whom that spawns, or resists.
BOOST_AUTO_TEST_CASE(one_of_them_ends_the_others) {
  on_few_and_many([](world_of_many& world) {
    channel<int, world_of_many> c(world);
    std::atomic<int> killed = 0, lived = 0;
    auto const member = [&](auto wait) {
      return [&killed, wait] {
        try {
          while (true) wait();
        } catch (exited const&) {
          ++killed;
          throw;
        }
      };
    };
    for (int k = 0; k < members; ++k) {
      world.spawn(member([&] { c.receive(); }));
      world.spawn(member([&] { world.sleep_for(1h); }));
      world.spawn(member([&] { world.yield(); }));
    }
    world.spawn({.resistant = true}, [&] { c.receive(), ++lived; });
    auto resists = world.spawn([&] { c.receive(), ++lived; });
    resists.resist();
    world.spawn([&] {
      world.sleep_for(2ms);
      auto const before = world.spawn([&] { ++lived; });  // ended before it began
      world.kill_all();
      auto after = world.spawn([&] { ++lived; });
      after.join();
      for (int k = 0; k < 2; ++k) c.send(k);
      ++lived;
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(killed == 3 * members);
    BOOST_TEST((lived == 4 || lived == 5));  // a worker may have begun `before`
  });
}

BOOST_AUTO_TEST_CASE(really_all) {
  on_few_and_many([](world_of_many& world) {
    std::atomic<int> woken = 0;
    world.spawn({.resistant = true}, [&] { world.sleep_for(1h), ++woken; });
    world.spawn([&] { world.kill_all(true), world.yield(), ++woken; });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(woken == 1);
  });
}

// By two at once, each ends the other: as soon as it waits.
BOOST_AUTO_TEST_CASE(two_of_them) {
  on_few_and_many([](world_of_many& world) {
    std::atomic<int> begun = 0, gone = 0;
    for (int k = 0; k < 2; ++k) {
      world.spawn([&] {
        try {
          for (++begun; begun != 2;) world.yield();
          world.kill_all();
          world.sleep_for(1ms);
        } catch (exited const&) {
          ++gone;
          throw;
        }
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST((gone == 1 || gone == 2));  // one, if the other came too late to call it
  });
}

// From outside, while it runs and before: then with the next run.
BOOST_AUTO_TEST_CASE(from_outside) {
  on_few_and_many([](world_of_many& world) {
    std::atomic<int> begun = 0;
    for (int k = 0; k < members; ++k) world.spawn([&] { ++begun, world.sleep_for(1h); });
    {
      std::jthread const other([&] {
        while (begun != members) std::this_thread::sleep_for(100us);
        world.kill_all();
      });
      BOOST_TEST(world.run().empty());
    }
    for (int k = 0; k < members; ++k) world.spawn([&] { ++begun; });
    world.kill_all();
    BOOST_TEST(world.run().empty());
    BOOST_TEST(begun == members);
  });
}

BOOST_AUTO_TEST_SUITE_END()
