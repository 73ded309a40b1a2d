// tests/conformance/microthread_channel_closes.cpp -- what each operation on a channel does in each
// of its states: the table in channel.hpp, cell by cell.
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_channel_closes : library_bodies {
  // A channel in some state, and a log of what microthreads see of it.
  template <class S> struct stage {
    using W = scheduler<fifo, S>;
    explicit stage(std::size_t capacity) : c(world, capacity) {}

    template <class F> void spawn(F operation) {
      world.spawn([this, operation]() mutable {
        try {
          operation();
        } catch (channel_closed const&) { log += "closed "; } catch (std::runtime_error const& e) {
          log += e.what();
        }
      });
      left = world.run().size();
    }
    void send(int n) {
      spawn([this, n] {
        c.send(n);
        log += "sent ";
      });
    }
    void try_send(int n) {
      spawn([this, n] { log += c.try_send(n) ? "sent " : "full "; });
    }
    void receive() {
      spawn([this] { log += std::to_string(c.receive()) + ' '; });
    }
    void next() {
      spawn([this] { note(c.next(), "end "); });
    }
    void try_receive() {
      spawn([this] { note(c.try_receive(), "nothing "); });
    }
    void send_exception() {
      spawn([this] {
        c.send_exception(std::make_exception_ptr(std::runtime_error("thrown ")));
        log += "sent ";
      });
    }
    void note(std::optional<int> n, char const* none) {
      log += n ? std::to_string(*n) + ' ' : none;
    }
    // What has been seen since, and how many wait.
    std::string seen() { return std::exchange(log, "") + std::to_string(left); }

    W world;
    channel<int, W> c;
    std::string log;
    std::size_t left = 0;
  };

  template <class S> static void when_a_receiver_waits() {
    for (std::size_t const capacity : {0u, 2u}) {
      stage<S> s(capacity);
      s.receive();
      BOOST_TEST(s.c.balance() == -1);
      s.next();
      s.try_receive();
      BOOST_TEST(s.seen() == "nothing 2");
      BOOST_TEST(s.c.balance() == -2);
      s.send(1);
      BOOST_TEST(s.seen() == "sent 1 1");
      s.try_send(2);
      BOOST_TEST(s.seen() == "sent 2 0");
      s.receive();
      s.send_exception();
      BOOST_TEST(s.seen() == "sent thrown 0");
      s.next();
      s.send_exception();
      BOOST_TEST(s.seen() == "sent thrown 0");
      s.receive();
      s.next();
      s.spawn([&] { s.c.close(); });
      BOOST_TEST(s.seen() == "closed end 0");
      BOOST_TEST(s.c.balance() == 0);
    }
  }

  template <class S> static void when_there_is_no_room() {
    for (std::size_t const capacity : {0u, 2u}) {
      stage<S> s(capacity);
      auto const n = static_cast<int>(capacity);
      for (int i = 1; i <= n; ++i) s.send(i);
      s.log.clear();
      s.send(n + 1);
      s.try_send(99);
      BOOST_TEST(s.seen() == "full 1");
      s.send(n + 2);
      s.send_exception();
      s.send(n + 3);
      BOOST_TEST(s.seen() == "4");
      BOOST_TEST(s.c.balance() == n + 4);
      s.receive();
      BOOST_TEST(s.seen() == (capacity == 0 ? "1 sent 3" : "1 sent 3"));
      s.next();
      BOOST_TEST(s.seen() == "2 sent 2");
      for (int i = 3; i <= n + 2; ++i) s.try_receive();  // the exception waits for its turn
      s.log.clear();
      s.receive();
      BOOST_TEST(s.seen() == (capacity == 0 ? "thrown sent 1" : "thrown sent sent 0"));
      s.send(n + 4);
      s.spawn([&] { s.c.close(); });
      if (capacity == 0) {
        BOOST_TEST(s.seen() == "closed closed 0");
        s.receive();
        BOOST_TEST(s.seen() == "closed 0");
      } else {
        BOOST_TEST(s.seen() == "sent 0");  // there was room
      }
    }
  }

  template <class S> static void when_there_is_room() {
    stage<S> s(2);
    s.send(1);
    s.try_send(2);
    BOOST_TEST(s.seen() == "sent sent 0");
    BOOST_TEST(s.c.balance() == 2);
    s.receive();
    s.try_receive();
    s.try_receive();
    BOOST_TEST(s.seen() == "1 2 nothing 0");
    s.send_exception();
    BOOST_TEST(s.seen() == "1");
    s.send(3);  // may not overtake it
    BOOST_TEST(s.seen() == "2");
    s.receive();
    s.next();
    BOOST_TEST(s.seen() == "thrown sent sent 3 0");
    s.receive();
    BOOST_TEST(s.seen() == "1");
  }

  template <class S> static void when_it_is_closed() {
    stage<S> s(4);
    for (int i = 1; i <= 3; ++i) s.send(i);
    s.log.clear();
    s.spawn([&] { s.c.close(); });
    for (bool const values_left : {true, false}) {
      BOOST_TEST(s.c.closed());
      s.c.close();  // nothing
      BOOST_TEST(s.c.balance() == (values_left ? 3 : 0));
      s.send(4);
      s.try_send(5);
      s.send_exception();
      BOOST_TEST(s.seen() == "closed closed closed 0");
      s.receive();
      s.next();
      s.try_receive();
      BOOST_TEST(s.seen() == (values_left ? "1 2 3 0" : "closed end closed 0"));
    }
  }

  // Every sender who waits is thrown at; what they would have sent is gone, what was stored is not.
  template <class S> static void when_senders_wait() {
    stage<S> s(1);
    for (int i = 1; i <= 3; ++i) s.send(i);
    BOOST_TEST(s.seen() == "sent 2");
    s.spawn([&] { s.c.close(); });
    BOOST_TEST(s.seen() == "closed closed 0");
    s.receive();
    s.receive();
    BOOST_TEST(s.seen() == "1 closed 0");
  }

  template <class S> static void ends_loops() {
    using W = scheduler<fifo, S>;
    for (std::size_t const capacity : {0u, 3u}) {
      W world;
      channel<int, W> c(world, capacity);
      std::vector<int> got;
      world.spawn([&] {
        for (int const n : c) got.push_back(n);
        got.push_back(-1);
      });
      world.spawn([&] {
        for (int i = 0; i < 5; ++i) c.send(i);
        c.close();
      });
      BOOST_TEST(world.run().empty());
      BOOST_TEST((got == std::vector{0, 1, 2, 3, 4, -1}));
    }
  }

  template <class S> static void names_itself_in_lists() {
    using W = scheduler<fifo, S>;
    W world;
    channel<int, W> c(world, 0, "orders");
    world.spawn([&] { c.send(1); });
    auto const left = world.run();
    BOOST_REQUIRE(left.size() == 1u);
    BOOST_TEST(left[0].waits_for == std::string("send"));
    BOOST_TEST(left[0].on == "orders");
  }

  template <class S> static void check() {
    when_a_receiver_waits<S>();
    when_there_is_no_room<S>();
    when_there_is_room<S>();
    when_it_is_closed<S>();
    when_senders_wait<S>();
    ends_loops<S>();
    names_itself_in_lists<S>();
  }
};
every_strategy<microthread_channel_closes> const microthread_channel_closes_here;

}  // namespace
}  // namespace kont::conformance
