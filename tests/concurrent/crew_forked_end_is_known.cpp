// tests/concurrent/crew_forked_end_is_known.cpp -- who joins a microthread that was forked learns
// of its end, whether its parent was still in fork() or had gone on.
#include <atomic>

#include "coroutines/microthreads/channel.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_forked_end_is_known)

namespace {
using namespace kont;

// The child waits, so its parent goes on and gives the handle to another, who joins. With one
// worker the parent is the newest in the deque when the child ends, as it would be in fork().
struct joined_by_another {
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    channel<int, World> go(world);
    typename World::handle child;
    std::atomic<int> joined = 0;
    if constexpr (direct<World>) {
      world.spawn([&] {
        child = world.fork([&] { go.receive(); });
        world.spawn([&] { child.join(), ++joined; });
        world.yield();  // to the joiner
        go.send(1);
        world.yield();  // to the child
      });
    } else {
      world.spawn([&]() -> body_of<World> {
        child = co_await world.fork([&]() -> body_of<World> { co_await go.receive(); });
        world.spawn([&]() -> body_of<World> {
          co_await child.join();
          ++joined;
        });
        co_await world.yield();
        co_await go.send(1);
        co_await world.yield();
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(joined == 1);
  }
};

// It ends at once; the parent gives the handle away when it has it.
struct joined_afterwards {
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    typename World::handle child;
    std::atomic<int> ran = 0, joined = 0;
    if constexpr (direct<World>) {
      world.spawn([&] {
        child = world.fork([&] { ++ran; });
        for (int n = 0; n < 3; ++n) world.spawn([&] { child.join(), ++joined; });
      });
    } else {
      world.spawn([&]() -> body_of<World> {
        child = co_await world.fork([&]() -> body_of<World> {
          ++ran;
          co_return;
        });
        for (int n = 0; n < 3; ++n) {
          world.spawn([&]() -> body_of<World> {
            co_await child.join();
            ++joined;
          });
        }
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(ran == 1);
    BOOST_TEST(joined == 3);
  }
};
}  // namespace

BOOST_AUTO_TEST_CASE(by_who_waits_already) {
  for (int n = 0; n < 100 / slower; ++n) on_each_crew(joined_by_another{});
}
BOOST_AUTO_TEST_CASE(by_who_comes_later) {
  for (int n = 0; n < 100 / slower; ++n) on_each_crew(joined_afterwards{});
}

BOOST_AUTO_TEST_SUITE_END()
