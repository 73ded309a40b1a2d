// tests/conformance/microthread_channel_buffered.cpp -- a buffer lets senders run ahead, so far and
// no further; deadlines and kills lose no value.
#include <algorithm>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_channel_buffered : library_bodies {
  template <class S, dispatch D> static void keeps_the_order(std::size_t capacity) {
    using W = scheduler<fifo, S, virtual_clock, D>;
    W world;
    channel<int, W> c(world, capacity);
    std::vector<int> got, expected(100);
    std::iota(expected.begin(), expected.end(), 0);
    world.spawn([&] {
      for (int i = 0; i < 100; ++i) {
        c.send(i);
        BOOST_TEST(c.balance() <= static_cast<std::ptrdiff_t>(capacity));
      }
    });
    world.spawn([&] {
      for (int i = 0; i < 100; ++i) got.push_back(c.receive());
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST((got == expected));
  }

  template <class S> static void lets_senders_run_ahead() {
    using W = scheduler<fifo, S>;
    W world;
    channel<int, W> c(world, 3);
    std::string log;
    world.spawn([&] {
      for (int i = 0; i < 6; ++i) {
        c.send(i);
        log += 's';
      }
    });
    world.spawn([&] {
      for (int i = 0; i < 6; ++i) {
        BOOST_TEST(c.receive() == i);
        log += 'r';
      }
    });
    BOOST_TEST(world.run().empty());
    // it stores 3 and waits; the first receive stores its fourth
    BOOST_TEST(log == "sssrrrrsssrr");
  }

  template <class S> static void destroys_what_is_left() {
    using W = scheduler<fifo, S>;
    auto const one = std::make_shared<int>(1);
    {
      W world;
      channel<std::shared_ptr<int>, W> c(world, 5);
      for (int i = 0; i < 3; ++i) c.try_send(one);
      BOOST_TEST(*c.try_receive().value() == 1);
      BOOST_TEST(one.use_count() == 3);
      c.try_send(one);
      BOOST_TEST(one.use_count() == 4);
    }
    BOOST_TEST(one.use_count() == 1);
  }

  template <class S> static void has_deadlines() {
    using W = scheduler<fifo, S>;
    for (std::size_t const capacity : {0u, 1u}) {
      W world;
      channel<std::unique_ptr<int>, W> c(world, capacity);
      world.spawn([&] {
        BOOST_TEST(!c.try_receive_for(5ms));
        BOOST_TEST((world.clock().now() == instant(5ms)));
        if (capacity == 1) c.send(std::make_unique<int>(0));
        auto p = std::make_unique<int>(1);
        BOOST_TEST(!c.try_send(std::move(p)));
        BOOST_TEST((p != nullptr));  // it has not gone
        BOOST_TEST(!c.try_send_for(std::move(p), 5ms));
        BOOST_TEST((p != nullptr));
        BOOST_TEST((world.clock().now() == instant(10ms)));
        BOOST_TEST(c.balance() == static_cast<int>(capacity));
        BOOST_TEST(c.try_send_until(std::move(p), instant(1h)));
        BOOST_TEST((p == nullptr));
      });
      world.spawn([&] {
        world.sleep_until(instant(12ms));
        if (capacity == 1) BOOST_TEST(*c.receive() == 0);
        BOOST_TEST(*c.try_receive_for(1h).value() == 1);
      });
      BOOST_TEST(world.run().empty());
      BOOST_TEST((world.clock().now() == instant(12ms)));
    }
  }

  // Whatever the order, and although some are killed or come too late: what was sent has been
  // received, or came back, or is in the buffer.
  template <class S> static void conserves(std::size_t capacity, prefers whom, std::uint64_t seed) {
    using W = scheduler<dice, S>;
    W world{dice(seed)};
    channel<int, W> c(world, capacity);
    c.prefer(whom);
    int sent = 0, returned = 0, received = 0;
    std::vector<typename W::handle> all;
    for (int s = 0; s < 4; ++s) {
      all.push_back(world.spawn([&] {
        for (int i = 0; i < 10; ++i) c.send(1), ++sent;
      }));
      all.push_back(world.spawn([&] {
        for (int i = 0; i < 10; ++i) ++(c.try_send_for(1, 1ms) ? sent : returned);
      }));
      all.push_back(world.spawn([&] {
        for (int i = 0; i < 10; ++i) received += c.receive();
      }));
      all.push_back(world.spawn([&] {
        for (int i = 0; i < 10; ++i) received += c.try_receive_for(1ms).value_or(0);
      }));
    }
    world.spawn([&] {
      for (auto const k : {2u, 5u, 8u}) {
        for (int i = 0; i < 3; ++i) world.yield();
        all[k].kill();
      }
    });
    world.run();
    // beyond what is in the buffer, the balance counts who waits
    auto const most = static_cast<std::ptrdiff_t>(capacity);
    auto const buffered = std::clamp<std::ptrdiff_t>(c.balance(), 0, most);
    BOOST_TEST(sent == received + buffered);
    BOOST_TEST(sent > 0);
    BOOST_TEST(sent + returned <= 80);
    int drained = 0;
    while (auto const n = c.try_receive()) drained += *n;
    BOOST_TEST(drained >= buffered);
    BOOST_TEST(c.balance() <= 0);
  }

  template <class S> static void check() {
    for (std::size_t const capacity : {1u, 3u, 64u}) {
      keeps_the_order<S, dispatch::hand_off>(capacity);
      keeps_the_order<S, dispatch::hub>(capacity);
    }
    lets_senders_run_ahead<S>();
    destroys_what_is_left<S>();
    has_deadlines<S>();
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      for (std::size_t const capacity : {0u, 1u, 3u}) {
        conserves<S>(capacity, prefers::neither, seed);
        conserves<S>(capacity, prefers::receiver, seed);
        conserves<S>(capacity, prefers::sender, seed);
      }
    }
  }
};
every_strategy<microthread_channel_buffered> const microthread_channel_buffered_here;

}  // namespace
}  // namespace kont::conformance
