// tests/concurrent/crew_channel_closes.cpp -- a channel that is closed ends every wait for it, on
// whatever worker, and keeps what is in its buffer.
#include <atomic>
#include <memory>

#include "coroutines/microthreads/channel.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_channel_closes)

namespace {
using namespace kont;

// Several workers go through what one sends, until it closes.
struct ends_a_range {
  static constexpr int receivers = 4, messages = 2000 / slower;
  std::size_t capacity = 0;
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    channel<std::unique_ptr<int>, World> box(world, capacity);
    std::atomic<int> sum = 0, ended = 0;
    for (int r = 0; r < receivers; ++r) {
      if constexpr (direct<World>) {
        world.spawn([&] {
          for (auto& one : box) sum += *one;
          ++ended;
        });
      } else {
        world.spawn([&]() -> body_of<World> {
          while (auto one = co_await box.next()) sum += **one;
          ++ended;
        });
      }
    }
    if constexpr (direct<World>) {
      world.spawn([&] {
        for (int i = 0; i < messages; ++i) box.send(std::make_unique<int>(1));
        box.close();
      });
    } else {
      world.spawn([&]() -> body_of<World> {
        for (int i = 0; i < messages; ++i) co_await box.send(std::make_unique<int>(1));
        box.close();
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(sum == messages);
    BOOST_TEST(ended == receivers);
    BOOST_TEST(box.closed());
  }
};

// Those who wait to send, or for a value that they must have, get an exception; again and again,
// while the closing one is often on another worker.
template <bool sends> struct throws_out {
  static constexpr int rounds = 400 / slower, waiters = 3;
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    std::atomic<int> thrown = 0, other = 0;
    std::vector<std::unique_ptr<channel<int, World>>> boxes;
    for (int round = 0; round < rounds; ++round) {
      auto& box = *boxes.emplace_back(std::make_unique<channel<int, World>>(world));
      for (int w = 0; w < waiters; ++w) wait_for(world, box, thrown, other);
      closes(world, box);
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(thrown == rounds * waiters);
    BOOST_TEST(other == 0);
  }
  template <class World>
  static void wait_for(World& world, channel<int, World>& box, std::atomic<int>& thrown,
                       std::atomic<int>& other) {
    if constexpr (direct<World>) {
      world.spawn([&] {
        try {
          sends ? box.send(1) : (void)box.receive();
          ++other;
        } catch (channel_closed const&) { ++thrown; }
      });
    } else {
      world.spawn([&]() -> body_of<World> {
        try {
          if constexpr (sends)
            co_await box.send(1);
          else
            (void)co_await box.receive();
          ++other;
        } catch (channel_closed const&) { ++thrown; }
      });
    }
  }
  template <class World> static void closes(World& world, channel<int, World>& box) {
    if constexpr (direct<World>) {
      world.spawn([&] { World::yield(), box.close(); });
    } else {
      world.spawn([&]() -> body_of<World> {
        co_await World::yield();
        box.close();
      });
    }
  }
};
}  // namespace

BOOST_AUTO_TEST_CASE(a_range_over_it_ends) { on_each_crew(ends_a_range{}); }
BOOST_AUTO_TEST_CASE(with_a_buffer_nothing_of_that_is_lost) { on_each_crew(ends_a_range{64}); }
BOOST_AUTO_TEST_CASE(who_waits_to_send_is_told) { on_each_crew(throws_out<true>{}); }
BOOST_AUTO_TEST_CASE(who_waits_to_receive_is_told) { on_each_crew(throws_out<false>{}); }

BOOST_AUTO_TEST_SUITE_END()
