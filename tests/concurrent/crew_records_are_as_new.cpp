// tests/concurrent/crew_records_are_as_new.cpp -- whoever is given the record of one that was
// forked, and has ended before anybody knew of it, has nothing of what that one was.
#include <atomic>
#include <set>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/local.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_records_are_as_new)

namespace {
using namespace kont;

constexpr int rounds = 10;

// Two have each a value of their own, the next one may not wait; the last has neither.
struct forked_one_after_another {
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    local<int, World> its(1);
    channel<int, World> go(world);
    std::atomic<int> seen = 0, waited = 0;
    if constexpr (direct<World>) {
      world.spawn([&] {
        for (int n = 0; n < rounds; ++n) {
          for (int two = 0; two < 2; ++two) world.fork([&] { seen += (*its)++; });
          world.fork([] {}).trap_blocks();
          auto last = world.fork([&] { waited += go.receive(); });
          go.send(1);
          last.join();
        }
      });
    } else {
      world.spawn([&]() -> body_of<World> {
        for (int n = 0; n < rounds; ++n) {
          for (int two = 0; two < 2; ++two) {
            co_await world.fork([&]() -> body_of<World> {
              seen += (*its)++;
              co_return;
            });
          }
          typename World::handle trapped =
              co_await world.fork([]() -> body_of<World> { co_return; });
          trapped.trap_blocks();
          trapped.detach();
          typename World::handle last =
              co_await world.fork([&]() -> body_of<World> { waited += co_await go.receive(); });
          co_await go.send(1);
          co_await last.join();
        }
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(seen == 2 * rounds);
    BOOST_TEST(waited == rounds);
  }
};

// What is spawned in its place has an id of its own, has not ended, can be joined, and let go.
struct spawned_afterwards {
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    channel<int, World> go(world);
    std::set<std::uint64_t> ids;
    std::atomic<int> ran = 0;
    if constexpr (direct<World>) {
      world.spawn([&] { in_turn(world, go, ids, ran); });
    } else {
      world.spawn([&] { return in_turn_co(world, go, ids, ran); });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(ids.size() == 2u * rounds);
    BOOST_TEST(ran == 3 * rounds);
  }

 private:
  using names = std::set<std::uint64_t>;
  template <class World>
  static void in_turn(World& world, channel<int, World>& go, names& ids, std::atomic<int>& ran) {
    for (int n = 0; n < rounds; ++n) {
      world.fork([] {});
      world.spawn([&] { ++ran; }).detach();
      ids.insert(world.fork([] {}).id());
      auto joined = world.spawn([&] { ran += go.receive(); });
      ids.insert(joined.id());
      BOOST_TEST(!joined.finished());
      go.send(1);
      joined.join();
      joined.detach();
      world.spawn([&] { ++ran; }).detach();
      world.yield();
    }
  }
  template <class World>
  static body_of<World> in_turn_co(World& world, channel<int, World>& go, names& ids,
                                   std::atomic<int>& ran) {
    auto const nothing = []() -> body_of<World> { co_return; };
    auto const runs = [&]() -> body_of<World> {
      ++ran;
      co_return;
    };
    for (int n = 0; n < rounds; ++n) {
      co_await world.fork(nothing);
      world.spawn(runs).detach();
      typename World::handle forked = co_await world.fork(nothing);
      ids.insert(forked.id());
      forked.detach();
      auto joined = world.spawn([&]() -> body_of<World> { ran += co_await go.receive(); });
      ids.insert(joined.id());
      BOOST_TEST(!joined.finished());
      co_await go.send(1);
      co_await joined.join();
      joined.detach();
      world.spawn(runs).detach();
      co_await world.yield();
    }
  }
};
}  // namespace

BOOST_AUTO_TEST_CASE(for_one_that_is_forked) { on_each_crew(forked_one_after_another{}); }
BOOST_AUTO_TEST_CASE(for_one_that_is_spawned) { on_each_crew(spawned_afterwards{}); }

BOOST_AUTO_TEST_SUITE_END()
