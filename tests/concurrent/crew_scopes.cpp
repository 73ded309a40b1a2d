// tests/concurrent/crew_scopes.cpp -- children end before the scope that started them does, on
// whatever workers they run, and the first that fails ends the others.
#include <atomic>
#include <stdexcept>
#include <string>

#include "coroutines/microthreads/scope.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_scopes)

namespace {
using namespace kont;
using namespace std::chrono_literals;
constexpr int rounds = 100 / slower;

// They sleep until they are killed.
template <class World> struct sleepy_children {
  World& world;
  std::atomic<int> begun = 0, ended = 0;

  void spawn(scope<World>& s) {  // returns when it sleeps, or is about to
    int const before = begun;
    s.spawn([this] {
      try {
        ++begun;
        world.sleep_for(1h);
      } catch (exited const&) {
        ++ended;
        throw;
      }
    });
    while (begun == before) world.yield();
  }
};
}  // namespace

BOOST_AUTO_TEST_CASE(waits_for_all) {
  on_few_and_many([](world_of_many& world) {
    std::atomic<int> ended = 0;
    std::atomic<bool> all = true;
    world.spawn([&] {
      for (int i = 1; i <= rounds; ++i) {
        scope s(world);
        for (int k = 0; k < 8; ++k) {
          s.spawn([&, k] {
            if (k % 2 == 0) world.yield();
            scope inner(world);
            inner.spawn([&] { ++ended; });
            inner.join();
          });
        }
        s.join();
        if (ended != 8 * i) all = false;
      }
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(all);
    BOOST_TEST(ended == 8 * rounds);
  });
}

BOOST_AUTO_TEST_CASE(ends_with_the_first_failure) {
  on_few_and_many([](world_of_many& world) {
    std::atomic<int> alive = 0, thrown = 0, left = 0;
    struct guest {
      std::atomic<int>& n;
      explicit guest(std::atomic<int>& all) : n(all) { ++n; }
      ~guest() { --n; }
    };
    world.spawn([&] {
      for (int i = 0; i < rounds; ++i) {
        try {
          scope s(world);
          for (int k = 0; k < 6; ++k) {
            s.spawn([&, k] {
              guest const here(alive);
              if (k == 4) throw std::runtime_error("first");
              world.sleep_for(1h);
            });
          }
          s.join();
        } catch (std::runtime_error const&) { ++thrown; }
        left += alive;
      }
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(thrown == rounds);
    BOOST_TEST(left == 0);
  });
}

// Left without join(), by an exception, or with who is in it.
BOOST_AUTO_TEST_CASE(kills_when_it_is_left) {
  on_few_and_many([](world_of_many& world) {
    std::atomic<int> wrong = 0;
    sleepy_children children{world};
    world.spawn([&] {
      {
        scope s(world);
        children.spawn(s), children.spawn(s);
      }
      if (children.ended != 2) ++wrong;
      try {
        scope s(world);
        children.spawn(s);
        throw std::runtime_error("out");
      } catch (std::runtime_error const&) {}
      if (children.ended != 3) ++wrong;
      auto whole = world.spawn([&] {
        scope s(world);
        children.spawn(s);
        s.join();
      });
      while (children.begun != 4) world.yield();
      whole.kill();
      whole.join();
      if (children.ended != 4) ++wrong;
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(wrong == 0);
    BOOST_TEST(children.ended == 4);
  });
}

BOOST_AUTO_TEST_CASE(is_dropped_with_its_crew) {
  std::atomic<int> unwound = 0;
  struct guest {
    std::atomic<int>& n;
    ~guest() { ++n; }
  };
  {
    crew<stack> world(2);
    world.spawn([&] {
      guest const here{unwound};
      scope s(world);
      s.spawn([&] {
        guest const inner{unwound};
        world.block("what never comes");
      });
      s.join();
    });
    BOOST_TEST(world.run().size() == 2u);
  }
  BOOST_TEST(unwound == 2);
}

BOOST_AUTO_TEST_SUITE_END()
