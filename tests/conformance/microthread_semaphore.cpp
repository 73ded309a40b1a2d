// tests/conformance/microthread_semaphore.cpp -- so many permits, and none is lost.
#include <string>

#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/semaphore.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_semaphore : library_bodies {
  template <class S> static void lets_so_many_in(std::uint64_t seed) {
    scheduler<dice, S> world{dice(seed)};
    semaphore s(world, 3);
    int inside = 0, most = 0;
    for (int i = 0; i < 8; ++i) {
      world.spawn([&] {
        for (int n = 0; n < 5; ++n) {
          s.acquire();
          most = std::max(most, ++inside);
          world.yield();
          --inside;
          s.release();
        }
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(most == 3);
    BOOST_TEST(s.permits() == 3u);
  }

  template <class S> static void first_come_first_served_till_a_deadline() {
    scheduler<fifo, S> world;
    semaphore s(world, 0, "a key");
    std::string log;
    for (char name : {'a', 'b', 'c', 'd', 'e'}) {
      world.spawn([&, name] {
        if (name != 'b') s.acquire();
        if (name == 'b') BOOST_TEST(!s.try_acquire_for(1s));
        log += name;
      });
    }
    world.spawn([&] {
      BOOST_TEST(!s.try_acquire());
      world.sleep_for(2s);
      log += ' ';
      s.release(2);
      world.yield();
      log += ' ';
      s.release(3);
      BOOST_TEST(s.permits() == 1u);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "b ac de");
    BOOST_TEST(s.try_acquire());
    world.spawn([&] { s.acquire(); });
    BOOST_TEST(world.run().at(0).on == "a key");
  }

  template <class S> static void counts_no_further_than_it_can() {
    scheduler<fifo, S> world;
    semaphore s(world, 1);
    s.release(std::size_t(-2));
    BOOST_TEST(s.permits() == std::size_t(-1));
    check_breaks("release: more permits than a semaphore can count", [&] { s.release(); });
  }

  // One that waits is killed, and one that has been given a permit, which gives it back.
  template <class S> static void the_killed_lose_nothing() {
    scheduler<fifo, S> world;
    semaphore s(world, 0);
    std::string log;
    auto const user = [&](char name) {
      return world.spawn([&, name] {
        s.acquire();
        log += name;
        try {
          world.yield();
          world.sleep_for(1s);
        } catch (exited const&) {
          s.release();
          throw;
        }
      });
    };
    auto waits = user('w'), granted = user('g'), last = user('l');
    BOOST_TEST(world.run().size() == 3u);
    waits.kill();
    s.release();
    granted.kill();
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "gl");
    BOOST_TEST(s.permits() == 0u);
  }

  template <class S> static void check() {
    for (std::uint64_t seed = 0; seed < 30; ++seed) lets_so_many_in<S>(seed);
    first_come_first_served_till_a_deadline<S>();
    counts_no_further_than_it_can<S>();
    the_killed_lose_nothing<S>();
  }
};
every_strategy<microthread_semaphore> const microthread_semaphore_here;

}  // namespace
}  // namespace kont::conformance
