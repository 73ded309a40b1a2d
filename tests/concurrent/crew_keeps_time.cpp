// tests/concurrent/crew_keeps_time.cpp -- timers, calls at a time, and the post, on many workers.
#include <algorithm>
#include <atomic>
#include <memory>
#include <vector>

#include "coroutines/microthreads/delayed_queue.hpp"
#include "coroutines/microthreads/event.hpp"
#include "coroutines/microthreads/select.hpp"
#include "coroutines/microthreads/timer.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_keeps_time)

namespace {
using namespace kont;
using namespace std::chrono_literals;
}  // namespace

// Never too early: how late it is, the machine decides.
BOOST_AUTO_TEST_CASE(a_timer_counts_from_its_start) {
  on_few_and_many([](world_of_many& world) {
    timer<world_of_many> t(world, 5ms);
    event<world_of_many> never(world);
    std::atomic<int> in_time = 0;
    for (int k = 0; k < 20; ++k) {
      world.spawn([&, k] {
        auto const began = world.clock().now();
        if (k % 4 == 0) t.start();
        t.wait_for(1us);
        if (k % 2 == 0) {
          t.wait();
        } else {
          select(on(never.wait(to_select), [] {}), on(t.wait(to_select), [] {}));
        }
        if (k % 4 != 0 || world.clock().now() - began >= 5ms) ++in_time;
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(in_time == 20);
  });
}

BOOST_AUTO_TEST_CASE(calls_come_when_it_is_time) {
  on_few_and_many([](world_of_many& world) {
    std::atomic<int> called = 0, early = 0;
    for (int k = 0; k < 50; ++k) {
      auto const at = world.clock().now() + k * 50us;
      call_at(world, at, [&, at] {
        if (world.clock().now() < at) ++early;
        ++called;
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(called == 50);
    BOOST_TEST(early == 0);
  });
}

// What is put arrives, once, and not before its time; also when the queue goes before it comes.
BOOST_AUTO_TEST_CASE(the_post_arrives) {
  on_few_and_many([](world_of_many& world) {
    constexpr int senders = 3, each = 200 / slower;
    struct letter {
      int n;
      instant sent;
    };
    delayed_queue<letter, world_of_many> post(world, 300us);
    auto dead = std::make_unique<delayed_queue<int, world_of_many>>(world, 200us);
    std::vector<std::atomic<int>> got(senders * each);
    std::atomic<int> early = 0;
    for (int k = 0; k < senders; ++k) {
      world.spawn([&, k] {
        for (int i = 0; i < each; ++i) {
          post.put({k * each + i, world.clock().now()});
          if (i % 5 == 0) world.sleep_for(20us);
        }
      });
      world.spawn([&] {
        for (int i = 0; i < each; ++i) {
          letter const l = post.get();
          if (world.clock().now() - l.sent < 300us) ++early;
          ++got[static_cast<std::size_t>(l.n)];
        }
      });
    }
    world.spawn([&] {
      for (int i = 0; i < 20; ++i) dead->put(i), world.sleep_for(20us);
      dead.reset();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(std::ranges::all_of(got, [](auto const& n) { return n == 1; }));
    BOOST_TEST(early == 0);
    BOOST_TEST(post.size() + post.under_way() == 0u);
  });
}

BOOST_AUTO_TEST_SUITE_END()
