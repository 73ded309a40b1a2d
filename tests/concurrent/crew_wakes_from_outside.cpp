// tests/concurrent/crew_wakes_from_outside.cpp -- other threads post, and a crew that rests
// hears it; deadlines come too.
#include <atomic>
#include <chrono>
#include <optional>
#include <thread>

#include "coroutines/microthreads/channel.hpp"
#include "lib/measure/cpu_clock.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_wakes_from_outside)

namespace {
using namespace kont;
using namespace std::chrono_literals;

template <class World> auto sender(channel<int, World>& c, int value) {
  if constexpr (direct<World>) {
    return [&c, value] { c.send(value); };
  } else {
    return [&c, value]() -> body_of<World> { co_await c.send(value); };
  }
}

// Three threads post senders, at once and after pauses.
struct hears_posts {
  static constexpr int threads = 3, each = 100 / slower;
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    channel<int, World> c(world);
    std::atomic<int> sum = 0;
    if constexpr (direct<World>) {
      world.spawn([&] {
        for (int i = 0; i < threads * each; ++i) sum += c.receive();
      });
    } else {
      world.spawn([&]() -> body_of<World> {
        for (int i = 0; i < threads * each; ++i) sum += co_await c.receive();
      });
    }
    std::vector<std::jthread> others;
    for (int k = 0; k < threads; ++k) {
      auto held = std::make_unique<typename World::outside>(world);
      others.emplace_back([&, held = std::move(held)] {
        for (int i = 0; i < each; ++i) {
          world.post(sender(c, 1));
          if (i % 10 == 0) std::this_thread::sleep_for(200us);
        }
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(sum == threads * each);
  }
};

// It waits for its outside, and returns when that is let go although nothing came.
struct is_let_go {
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    auto held = std::make_unique<typename World::outside>(world);
    std::atomic<bool> released = false;
    std::jthread const other([&] {
      std::this_thread::sleep_for(20ms);
      released = true;
      held.reset();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(released);
  }
};

// Sleepers are woken in time's order, by whichever worker.
struct sleeps {
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    std::atomic<int> late = 0, woken = 0;
    for (int k = 0; k < 20; ++k) {
      auto const nap = std::chrono::milliseconds(k % 5);
      auto const check = [&](instant t) {
        late += world.clock().now() < t;
        ++woken;
      };
      if constexpr (direct<World>) {
        world.spawn([&, nap, check] {
          auto const t = world.moment(nap);
          world.sleep_until(t);
          check(t);
        });
      } else {
        world.spawn([&, nap, check]() -> body_of<World> {
          auto const t = world.moment(nap);
          co_await world.sleep_until(t);
          check(t);
        });
      }
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(late == 0);
    BOOST_TEST(woken == 20);
  }
};
}  // namespace

BOOST_AUTO_TEST_CASE(posts) { on_each_crew(hears_posts{}); }
BOOST_AUTO_TEST_CASE(an_outside_that_ends) { on_each_crew(is_let_go{}); }
// As soon as nothing is awaited, the crew may be gone; TSan sees who still looks at it.
BOOST_AUTO_TEST_CASE(an_outside_that_ends_as_its_crew_does) {
  for (int i = 0; i < 300; ++i) {
    auto world = std::make_unique<crew<>>(2u);
    auto held = std::make_unique<crew<>::outside>(*world);
    std::jthread const other([&held, &w = *world] {
      w.post([] {});
      held.reset();
    });
    BOOST_TEST(world->run().empty());
    world.reset();
  }
}
BOOST_AUTO_TEST_CASE(deadlines) { on_each_crew(sleeps{}); }

BOOST_AUTO_TEST_SUITE_END()
