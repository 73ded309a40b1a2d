// tests/conformance/microthread_channel_observed.cpp -- who observes a channel is told of every
// operation: by whom, which, and whether it must wait.
#include <string>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/select.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_channel_observed : library_bodies {
  // An operation is its microthread and what it does; in capitals if it must wait.
  template <class C> static void write_into(std::string& log, C& c) {
    c.observe([&log](channel_step const& s) {
      log += std::to_string(s.who) + (s.sends ? (s.waits ? 'S' : 's') : (s.waits ? 'R' : 'r'));
    });
  }

  // Stackless Python's callback is told the same of such a meeting.
  template <class W> static void meetings() {
    W world;
    channel<int, W> c(world, 0, "the channel");
    std::string log;
    write_into(log, c);
    world.spawn([&] {
      for (int n = 0; n < 3; ++n) BOOST_TEST(c.receive() == n);
    });
    world.spawn([&] {
      for (int n = 0; n < 3; ++n) c.send(n);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "1R2s2S1r1R2s");
    BOOST_TEST(!c.try_receive());
    BOOST_TEST(!c.try_send(4));
    BOOST_TEST(log == "1R2s2S1r1R2s0R0S");
  }

  // Every one, though such go by the buffer alone when nobody observes.
  template <class W> static void buffered() {
    W world;
    channel<int, W> c(world, 2);
    std::string log;
    int sum = 0;
    world.spawn([&] {
      for (int n = 1; n <= 4; ++n) c.send(n);
      write_into(log, c);
      for (int n = 5; n <= 7; ++n) c.send(n);
      c.close();
    });
    world.spawn([&] {
      while (auto const n = c.next()) sum += *n;
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(sum == 28);
    BOOST_TEST(log == "1s1s1S2r2r2r2R");
  }

  template <class W> static void exceptions_and_selects() {
    W world;
    channel<int, W> a(world), b(world);
    std::string log_a, log_b;
    write_into(log_a, a);
    write_into(log_b, b);
    world.spawn([&] {
      try {
        select(on_receive(a, [](int) {}), on_receive(b, [](int) {}));
      } catch (int thrown) { BOOST_TEST(thrown == 3); }
    });
    world.spawn([&] { b.send_exception(std::make_exception_ptr(3)); });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log_a == "1R");
    BOOST_TEST(log_b == "1R2s");
  }

  // What is told may be nobody's business any more.
  template <class W> static void until_it_is_told_of_none() {
    W world;
    channel<int, W> c(world, 1, "named");
    std::string log;
    c.observe([&](channel_step const& s) { log += s.channel; });
    BOOST_TEST(c.try_send(1));
    BOOST_TEST(log == "named");
    c.observe({});
    BOOST_TEST((c.try_receive() == 1));
    BOOST_TEST(c.try_send(2));
    BOOST_TEST(log == "named");
  }

  template <class W> static void in() {
    meetings<W>();
    buffered<W>();
    exceptions_and_selects<W>();
    until_it_is_told_of_none<W>();
  }
  template <class S> static void check() {
    in<scheduler<fifo, S>>();
    in<scheduler<fifo, S, virtual_clock, dispatch::hub>>();
  }
};
every_strategy<microthread_channel_observed> const microthread_channel_observed_here;

}  // namespace
}  // namespace kont::conformance
