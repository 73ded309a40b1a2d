// tests/conformance/microthread_deadlock.cpp -- a deadlock is told in words, and as data.
#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "coroutines/microthreads/deadlock.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/semaphore.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

// Philosophers at a round table: each takes the fork to the left, thinks, takes the one to the
// right. (Dijkstra, EWD 310, 1971.)
template <class World> struct round_table {
  static constexpr std::array<char const*, 4> names = {"Anna", "Ben", "Carl", "Dora"};
  explicit round_table(World& w) : world(w) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      forks.push_back(std::make_unique<mutex<World>>(world, "fork " + std::to_string(i + 1)));
    }
  }
  void sit_down(bool ordered) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      std::size_t left = i, right = (i + 1) % names.size();
      if (ordered && right < left) std::swap(left, right);
      world.spawn(names[i], [this, left, right] {
        std::scoped_lock const one(*forks[left]);
        world.yield();
        std::scoped_lock const two(*forks[right]);
        ++meals;
      });
    }
  }
  World& world;
  std::vector<std::unique_ptr<mutex<World>>> forks;
  int meals = 0;
};

struct microthread_deadlock : library_bodies {
  template <class S> static deadlock failure(scheduler<fifo, S>& world) {
    try {
      run_to_end(world);
    } catch (deadlock const& d) { return d; }
    BOOST_FAIL("no deadlock");
    return deadlock({});
  }
  template <class W> static void end(W& world) {
    world.kill_all(true);
    BOOST_TEST(world.run().empty());
  }

  template <class S> static void of_philosophers() {
    scheduler<fifo, S> world;
    round_table<scheduler<fifo, S>> t(world);
    t.sit_down(false);
    auto const d = failure<S>(world);
    BOOST_TEST(d.what() ==
               std::string("deadlock: Anna waits to lock fork 2, held by Ben, who waits to lock "
                           "fork 3, held by Carl, who waits to lock fork 4, held by Dora, who "
                           "waits to lock fork 1, held by Anna"));
    BOOST_TEST(d.left.size() == 4u);
    BOOST_TEST(d.cycle.size() == 4u);
    BOOST_TEST(t.meals == 0);
    end(world);

    t.sit_down(true);
    BOOST_CHECK_NO_THROW(run_to_end(world));
    BOOST_TEST(t.meals == 4);
  }

  // A cycle with a tail, over a lock, a join and itself; and none.
  template <class S> static void of_other_kinds() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    mutex m(world, "the door");
    semaphore s(world, 0);
    world.spawn("tail", [&] {
      world.yield();
      m.lock();
    });
    world.spawn("parent", [&] {
      m.lock();
      world.spawn([&] { m.lock(); }).join();
    });
    world.spawn("aside", [&] { s.acquire(); });
    auto const d = failure<S>(world);
    BOOST_TEST(d.what() == std::string("deadlock: parent waits to join microthread 4, who waits to "
                                       "lock the door, held by parent"));
    BOOST_TEST(d.left.size() == 4u);
    BOOST_TEST(d.cycle.size() == 2u);
    end(world);
    world.spawn("alone", [&] {
      m.lock();
      m.lock();
    });
    m.unlock();  // whoever had it is no more
    BOOST_TEST(failure<S>(world).what() ==
               std::string("deadlock: alone waits to lock the door, held by alone"));
    end(world);
    world.spawn("one", [&] { s.acquire(); });
    world.spawn("two", [&] { world.block("see Godot"); });
    auto const none = failure<S>(world);
    BOOST_TEST(none.what() == std::string("deadlock: one waits to acquire a semaphore; two waits "
                                          "to see Godot"));
    BOOST_TEST(none.cycle.empty());
  }

  template <class S> static void check() {
    of_philosophers<S>();
    of_other_kinds<S>();
  }
};
every_strategy<microthread_deadlock> const microthread_deadlock_here;

}  // namespace
}  // namespace kont::conformance
