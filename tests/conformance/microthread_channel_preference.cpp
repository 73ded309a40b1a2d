// tests/conformance/microthread_channel_preference.cpp -- whom a channel prefers runs at once, and
// the other becomes ready.
#include <string>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/policies/lifo.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_channel_preference : library_bodies {
  // `first` waits; a bystander is ready when the second comes.
  template <class S, dispatch D, class P>
  static std::string meeting(prefers whom, bool receiver_waits, std::size_t capacity = 0) {
    using W = scheduler<P, S, virtual_clock, D>;
    W world;
    channel<int, W> c(world, capacity);
    c.prefer(whom);
    std::string log;
    for (std::size_t k = 0; !receiver_waits && k < capacity; ++k) c.try_send(1);
    auto const receives = [&] {
      BOOST_TEST(c.receive() == 1);
      log += 'r';
    };
    auto const sends = [&] {
      c.send(1);
      log += 's';
    };
    world.spawn([&] {
      receiver_waits ? world.spawn(receives).detach() : world.spawn(sends).detach();
      world.sleep_for(1s);  // now it waits
      world.spawn([&] { log += 'b'; });
      receiver_waits ? sends() : receives();
    });
    BOOST_TEST(world.run().empty());
    return log;
  }

  template <class S, dispatch D> static void orders_the_three() {
    // the bystander has been ready before either of the two
    BOOST_TEST((meeting<S, D, fifo>(prefers::neither, true) == "sbr"));
    BOOST_TEST((meeting<S, D, fifo>(prefers::neither, false) == "rbs"));
    BOOST_TEST((meeting<S, D, fifo>(prefers::receiver, true) == "rbs"));
    BOOST_TEST((meeting<S, D, fifo>(prefers::receiver, false) == "rbs"));
    BOOST_TEST((meeting<S, D, fifo>(prefers::sender, true) == "sbr"));
    BOOST_TEST((meeting<S, D, fifo>(prefers::sender, false) == "sbr"));
    // with a buffer: a receiver waits at an empty one, a sender at a full one
    BOOST_TEST((meeting<S, D, fifo>(prefers::receiver, true, 2) == "rbs"));
    BOOST_TEST((meeting<S, D, fifo>(prefers::sender, false, 2) == "sbr"));
    // the policy orders the others, as ever
    BOOST_TEST((meeting<S, D, lifo>(prefers::receiver, true) == "rsb"));
    BOOST_TEST((meeting<S, D, lifo>(prefers::sender, false) == "srb"));
  }

  // Stackless Python's default: control goes to and fro with the values, past everybody else.
  template <class S, dispatch D> static void hands_control_on_and_on() {
    using W = scheduler<fifo, S, virtual_clock, D>;
    W world;
    channel<int, W> ping(world), pong(world);
    ping.prefer(prefers::receiver);
    pong.prefer(prefers::receiver);
    std::string log;
    world.spawn([&] {
      for (int k = 0; k < 3; ++k) pong.send(ping.receive());
    });
    world.spawn([&] {
      for (int k = 0; k < 3; ++k) {
        ping.send(k);
        log += std::to_string(pong.receive());
      }
    });
    world.spawn([&] { log += "b"; });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "b012");  // each send is a turn, so the bystander's comes with the first
  }

  // A turn is a turn, however it came.
  template <class S, dispatch D> static void uses_up_turns() {
    using W = scheduler<fifo, S, virtual_clock, D>;
    W world;
    channel<int, W> c(world);
    c.prefer(prefers::receiver);
    int received = 0;
    world.spawn([&] {
      for (;;) received += c.receive();
    });
    world.spawn([&] {
      for (;;) c.send(1);
    });
    for (int k = 0; k < 100; ++k) BOOST_TEST(world.run_some(1));
    BOOST_TEST(received == 49);  // two turns to begin, then one each
    world.kill_all();
    BOOST_TEST(world.run().empty());
  }

  // Only who could wait anyway gives up control.
  template <class S> static void leaves_try_alone() {
    using W = scheduler<fifo, S>;
    W world;
    channel<int, W> c(world);
    c.prefer(prefers::receiver);
    std::string log;
    world.spawn([&] {
      c.receive();
      log += 'r';
    });
    world.spawn([&] {
      BOOST_TEST(c.try_send(1));
      log += 's';
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "sr");
  }

  // One that is killed after its value has gone learns of it when it yields, or waits again.
  template <class S> static void loses_nothing_to_a_kill() {
    using W = scheduler<fifo, S>;
    W world;
    channel<int, W> c(world);
    c.prefer(prefers::receiver);
    std::string log;
    typename W::handle sender;
    world.spawn([&] {
      BOOST_TEST(c.receive() == 1);
      sender.kill();
    });
    sender = world.spawn([&] {
      c.send(1);
      log += "sent";
      world.yield();
      log += "never";
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "sent");
    BOOST_TEST(sender.finished());
  }

  // Who may not switch goes on, and the other is ready.
  template <class S> static void yields_to_a_trap(prefers whom) {
    using W = scheduler<fifo, S>;
    W world;
    channel<int, W> c(world);
    c.prefer(whom);
    std::string log;
    auto const waits = [&] {
      whom == prefers::receiver ? void(c.receive()) : c.send(1);
      log += 'w';
    };
    auto const meets = [&] { whom == prefers::receiver ? c.send(1) : void(c.receive()); };
    world.spawn(waits);
    auto may_not_wait = world.spawn([&] {
      meets();
      log += 'b';
    });
    may_not_wait.trap_blocks();
    world.spawn(waits);
    world.spawn([&] {
      switch_trap const none(world);
      meets();
      log += 's';
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "bsww");
  }

  template <class S> static void check() {
    orders_the_three<S, dispatch::hand_off>();
    orders_the_three<S, dispatch::hub>();
    hands_control_on_and_on<S, dispatch::hand_off>();
    hands_control_on_and_on<S, dispatch::hub>();
    uses_up_turns<S, dispatch::hand_off>();
    uses_up_turns<S, dispatch::hub>();
    leaves_try_alone<S>();
    loses_nothing_to_a_kill<S>();
    yields_to_a_trap<S>(prefers::receiver);
    yields_to_a_trap<S>(prefers::sender);
  }
};
every_strategy<microthread_channel_preference> const microthread_channel_preference_here;

}  // namespace
}  // namespace kont::conformance
