// tests/conformance/microthread_shared_mutex.cpp -- many read or one writes, and nobody starves.
#include <mutex>
#include <shared_mutex>
#include <string>

#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/select.hpp"
#include "coroutines/microthreads/shared_mutex.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_shared_mutex : library_bodies {
  template <class S> static void excludes(std::uint64_t seed) {
    scheduler<dice, S> world{dice(seed)};
    shared_mutex m(world);
    int readers = 0, writers = 0, most = 0, wrong = 0;
    for (int i = 0; i < 4; ++i) {
      world.spawn([&] {
        for (int n = 0; n < 6; ++n) {
          std::shared_lock const mine(m);
          wrong += writers != 0;
          most = std::max(most, ++readers);
          world.yield();
          --readers;
        }
      });
    }
    for (int i = 0; i < 2; ++i) {
      world.spawn([&] {
        for (int n = 0; n < 6; ++n) {
          std::unique_lock const mine(m);
          wrong += writers != 0 || readers != 0 || m.holder() != world.running();
          ++writers;
          world.yield();
          --writers;
        }
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(wrong == 0);
    BOOST_TEST(most > 1);
    BOOST_TEST(m.readers() == 0u);
  }

  // Lower case reads for a second, upper case writes for one: a reader that comes while somebody
  // waits to write does not overtake.
  template <class S> static void is_first_come_first_served() {
    scheduler<fifo, S> world;
    shared_mutex m(world);
    std::string log;
    for (char name : {'a', 'b', 'W', 'c', 'd', 'X', 'Y', 'e'}) {
      world.spawn([&, name] {
        bool const writes = name < 'a';
        writes ? m.lock() : m.lock_shared();
        log += name;
        world.sleep_for(1s);
        writes ? m.unlock() : m.unlock_shared();
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "abWcdXYe");
    BOOST_TEST((world.clock().now() == instant(6s)));
  }

  // A reader behind a writer that gives up, or is killed, need not wait any longer.
  template <class S> static void lets_in_who_waited_behind() {
    scheduler<fifo, S> world;
    shared_mutex m(world);
    std::string log;
    world.spawn("reader", [&] {
      std::shared_lock const mine(m);
      world.sleep_for(10s);
    });
    world.spawn("late", [&] { log += m.try_lock_for(1s) ? "written" : "late "; });
    auto killed = world.spawn("killed", [&] { m.lock(); });
    world.spawn("behind", [&] {
      BOOST_TEST(!m.try_lock_shared());
      BOOST_TEST(!m.try_lock_shared_for(500ms));
      std::shared_lock const mine(m);
      log += std::to_string(world.clock().now().time_since_epoch() / 1s);
      BOOST_TEST(m.readers() == 2u);
    });
    world.spawn("killer", [&] {
      world.sleep_for(2s);
      killed.kill();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "late 2");
    BOOST_TEST(m.try_lock());
  }

  // Or that does something else in a select.
  template <class S> static void lets_in_who_waited_behind_a_select() {
    scheduler<fifo, S> world;
    shared_mutex m(world);
    channel<int, scheduler<fifo, S>> c(world);
    std::string log;
    world.spawn("reader", [&] {
      std::shared_lock const mine(m);
      world.sleep_for(10s);
    });
    world.spawn("late", [&] {
      BOOST_TEST(select(on(m.lock(to_select), [] {}), after(1s, [] {})) == 1u);
      BOOST_TEST(select(on(m.lock(to_select), [] {}), on_receive(c, [](int) {})) == 1u);
    });
    for (auto const after : {500ms, 1500ms}) {
      world.spawn("behind", [&, after] {
        world.sleep_for(after);
        std::shared_lock const mine(m);
        log += std::to_string(world.clock().now().time_since_epoch() / 1s);
      });
    }
    world.spawn([&] {
      world.sleep_for(2s);
      c.send(1);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "12");
  }

  template <class S> static void says_who_has_it() {
    scheduler<fifo, S> world;
    shared_mutex m(world, "a book");
    auto const reader = [&] {
      m.lock_shared();
      world.yield();
      m.unlock_shared();
    };
    world.spawn(reader);
    world.spawn([&] { m.lock_shared(); });  // keeps it
    world.spawn(reader);
    world.spawn("writer", [&] { m.lock(); });
    auto const left = world.run();
    BOOST_REQUIRE_EQUAL(left.size(), 1u);
    BOOST_TEST(left[0].on == "a book");
    BOOST_TEST(left[0].holder == 2u);
  }

  template <class S> static void breaks_a_rule() {
    check_breaks("unlock: only who locked it may", [] {
      scheduler<fifo, S> world;
      shared_mutex m(world);
      world.spawn([&] {
        m.lock_shared();
        m.unlock();
      });
      world.run();
    });
    check_breaks("unlock_shared: nobody has locked it to read", [] {
      scheduler<fifo, S> world;
      shared_mutex m(world);
      world.spawn([&] {
        m.lock();
        m.unlock_shared();
      });
      world.run();
    });
  }

  template <class S> static void check() {
    for (std::uint64_t seed = 0; seed < 30; ++seed) excludes<S>(seed);
    is_first_come_first_served<S>();
    lets_in_who_waited_behind<S>();
    lets_in_who_waited_behind_a_select<S>();
    says_who_has_it<S>();
    breaks_a_rule<S>();
  }
};
every_strategy<microthread_shared_mutex> const microthread_shared_mutex_here;

}  // namespace
}  // namespace kont::conformance
