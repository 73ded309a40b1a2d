// tests/conformance/microthread_select.cpp -- select does one thing of several, the first that can
// be done.
#include <array>
#include <memory>
#include <optional>
#include <string>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/select.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

// What lies here is not in a frame: where stacks are shared, a frame that waits is elsewhere.
struct microthread_select : library_bodies {
  template <class S> static void takes_what_is_there() {
    using W = scheduler<fifo, S>;
    W world;
    channel<int, W> a(world, 2), b(world, 2);
    std::string log;
    a.try_send(1);
    world.spawn([&] {
      auto const pick = [&] {
        return select(on_receive(a, [&](int n) { log += std::to_string(n); }),
                      on_receive(b, [&](int n) { log += std::to_string(10 * n); }),
                      otherwise([&] { log += "-"; }));
      };
      BOOST_TEST(pick() == 0u);
      BOOST_TEST(pick() == 2u);
      b.send(2);
      BOOST_TEST(pick() == 1u);
      BOOST_TEST(pick() == 2u);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "1-20-");
  }

  template <class S, dispatch D> static void waits_for_whoever_is_first() {
    using W = scheduler<fifo, S, virtual_clock, D>;
    W world;
    channel<int, W> a(world), b(world), c(world);
    std::string log;
    world.spawn("chooser", [&] {
      for (int k = 0; k < 3; ++k) {
        auto const which = select(on_receive(a, [&](int n) { log += std::to_string(n); }),
                                  on_send(b, 7, [&] { log += "sent "; }),
                                  on_receive(c, [&](int n) { log += std::to_string(n); }));
        log += "abc"[which];
        log += ' ';
      }
      BOOST_TEST(a.balance() == 0);
      BOOST_TEST(b.balance() == 0);
      BOOST_TEST(c.balance() == 0);
    });
    world.spawn([&] {
      world.sleep_for(1s);
      c.send(3);
      BOOST_TEST(a.balance() == 0);  // it has left the other queues at once
      BOOST_TEST(b.balance() == 0);
      world.sleep_for(1s);
      BOOST_TEST(b.receive() == 7);
      world.sleep_for(1s);
      a.send(1);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "3c sent b 1a ");
  }

  template <class S> static void goes_on_when_the_time_is_up() {
    using W = scheduler<fifo, S>;
    W world;
    channel<int, W> a(world);
    std::string log;
    world.spawn([&] {
      auto const which = select(
          on_receive(a, [&](int) { log += "received"; }), after(20ms, [&] { log += "late "; }),
          after(5ms, [&] { log += "soon "; }), at(instant(10ms), [&] { log += "then "; }));
      BOOST_TEST(which == 2u);
      BOOST_TEST((world.clock().now() == instant(5ms)));
      BOOST_TEST(a.balance() == 0);
      // what is past comes after what can be done, and before waiting
      BOOST_TEST(select(on_receive(a, [](int) {}), at(instant(1ms), [&] { log += "past "; })) ==
                 1u);
      BOOST_TEST((world.clock().now() == instant(5ms)));
    });
    world.spawn([&] {
      world.sleep_for(7ms);
      auto const which = select(on_receive(a, [&](int n) { log += std::to_string(n); }),
                                after(20ms, [&] { log += "never "; }));
      BOOST_TEST(which == 0u);
    });
    world.spawn([&] {
      world.sleep_for(9ms);
      a.send(42);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "soon past 42");
    BOOST_TEST((world.clock().now() == instant(9ms)));  // nobody waited for the last deadline
  }

  template <class S> static void waits_for_other_things() {
    using W = scheduler<fifo, S>;
    W world;
    channel<int, W> a(world);
    std::string log;
    auto child = world.spawn([&] { world.sleep_for(3ms); });
    world.spawn([&] {
      for (int k = 0; k < 2; ++k) {
        select(on(child.join(to_select), [&] { log += "joined "; }),
               on(a.receive(to_select), [&] { log += "received "; }));
      }
    });
    world.spawn([&] {
      world.sleep_for(1ms);
      a.send(1);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "received joined ");
  }

  // No alternative is starved, whoever else selects in between.
  template <class S> static void is_fair() {
    using W = scheduler<fifo, S>;
    W world;
    std::array<std::array<int, 3>, 2> count{};
    channel<int, W> full(world, 1), a(world, 4'000), b(world, 4'000);
    for (int k = 0; k < 4'000; ++k) a.try_send(k), b.try_send(k);
    for (auto& mine : count) {
      world.spawn([&] {
        for (int k = 0; k < 900; ++k) {
          select(on_receive(a, [&](int) { ++mine[0]; }), on_receive(b, [&](int) { ++mine[1]; }),
                 on_send(full, 1, [&] { ++mine[2]; }));
          (void)full.try_receive();
          world.yield();
        }
      });
    }
    BOOST_TEST(world.run().empty());
    for (auto const& mine : count) {
      for (int const n : mine) BOOST_TEST((200 < n && n < 400));
    }
  }

  // Who waited first is served first, be it in a select or not.
  template <class S> static void keeps_the_order_of_the_queue() {
    using W = scheduler<fifo, S>;
    W world;
    channel<int, W> a(world), b(world);
    std::string log;
    auto const note = [&log](char name) {
      return [&log, name](int n) { (log += name) += std::to_string(n); };
    };
    world.spawn([&] { select(on_receive(b, note('x')), on_receive(a, note('x'))); });
    world.spawn([&] { note('y')(a.receive()); });
    world.spawn([&] { select(on_receive(a, note('z')), on_receive(b, note('z'))); });
    world.spawn([&] {
      a.send(1);
      b.send(2);
      a.send(3);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "x1z2y3");
  }

  // Two that would send or receive on one channel meet; one alone does not meet itself.
  template <class S> static void takes_both_ends_of_a_channel() {
    using W = scheduler<fifo, S>;
    W world;
    channel<int, W> c(world);
    std::string log;
    for (int name : {1, 2}) {
      world.spawn([&, name] {
        select(on_receive(c,
                          [&, name](int n) {
                            log += std::to_string(name) + "<" + std::to_string(n) + " ";
                          }),
               on_send(c, name, [&, name] { log += std::to_string(name) + "> "; }));
      });
      if (name == 1) {
        BOOST_TEST(world.run().size() == 1u);
        BOOST_TEST(log.empty());
      }
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST((log == "2<1 1> " || log == "2> 1<2 "));
    BOOST_TEST(c.balance() == 0);
  }

  template <class S> static void takes_a_channel_twice() {
    using W = scheduler<fifo, S>;
    W world;
    channel<int, W> c(world);
    int received = 0;
    world.spawn([&] {
      for (int k = 0; k < 2; ++k)
        select(on_receive(c, [&](int n) { received += n; }),
               on_receive(c, [&](int n) { received += 10 * n; }));
    });
    world.spawn([&] {
      c.send(1);
      BOOST_TEST(c.balance() == 0);
      c.send(1);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST((received == 2 || received == 11 || received == 20));
    BOOST_TEST(c.balance() == 0);
  }

  // What a select in a microthread of its own sees, once the channel it waits for is closed.
  template <class S> struct closing {
    using W = scheduler<fifo, S>;
    template <class... A> void choose(A... alternative) {
      world.spawn([this, alternative...]() mutable {
        try {
          log += std::to_string(select(alternative()...));
        } catch (channel_closed const&) { log += "closed "; }
      });
    }
    auto takes_the_end() {
      return [this] {
        return on_receive(a, [this](std::optional<int> n) { log += n ? "value " : "end "; });
      };
    }
    auto receives() {
      return [this] { return on_receive(a, [](int) {}); };
    }
    auto sends() {
      return [this] { return on_send(a, 1, [] {}); };
    }
    auto other() {
      return [this] { return on_receive(b, [](int) {}); };
    }
    W world;
    channel<int, W> a{world}, b{world};
    std::string log;
  };
  template <class S> static void learns_that_a_channel_is_closed() {
    closing<S> waits;
    waits.choose(waits.other(), waits.takes_the_end());
    waits.choose(waits.other(), waits.receives());
    BOOST_TEST(waits.world.run().size() == 2u);
    waits.a.close();
    BOOST_TEST(waits.world.run().empty());
    BOOST_TEST(waits.log == "end 1closed ");
    BOOST_TEST(waits.b.balance() == 0);

    closing<S> sends;
    sends.choose(sends.other(), sends.sends());
    BOOST_TEST(sends.world.run().size() == 1u);
    sends.a.close();
    BOOST_TEST(sends.world.run().empty());
    BOOST_TEST(sends.log == "closed ");

    closing<S> late;
    late.a.close();
    late.choose(late.other(), late.takes_the_end());
    late.choose(late.other(), late.receives());
    late.choose(late.other(), late.sends());
    BOOST_TEST(late.world.run().empty());
    BOOST_TEST(late.log == "end 1closed closed ");
  }

  template <class S> static void is_called_off() {
    using W = scheduler<fifo, S>;
    W world;
    channel<int, W> a(world), b(world);
    std::string log;
    auto killed = world.spawn([&] {
      select(on_receive(a, [&](int) { log += "a"; }), on_send(b, 1, [&] { log += "b"; }),
             after(1h, [&] { log += "late"; }));
    });
    world.spawn([&] {
      BOOST_TEST(a.balance() == -1);
      BOOST_TEST(b.balance() == 1);
      BOOST_TEST(killed.kill());
      BOOST_TEST(a.balance() == 0);
      BOOST_TEST(b.balance() == 0);
      killed.join();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log.empty());
    BOOST_TEST((world.clock().now() == instant{}));
  }

  // What a handler throws comes out; it may wait itself; a value that can only be moved arrives.
  template <class S> static void runs_handlers_in_who_selects() {
    using W = scheduler<fifo, S>;
    W world;
    channel<std::unique_ptr<int>, W> a(world);
    channel<int, W> done(world);
    int got = 0;
    world.spawn([&] {
      select(on_receive(a,
                        [&](std::unique_ptr<int> p) {
                          got = *p;
                          W::yield();
                          done.send(got);
                        }),
             after(1h, [] {}));
      BOOST_CHECK_THROW(select(on_send(a, std::make_unique<int>(1), [] { throw 5; })), int);
    });
    world.spawn([&] {
      a.send(std::make_unique<int>(9));
      BOOST_TEST(done.receive() == 9);
      BOOST_TEST(*a.receive() == 1);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(got == 9);
  }

  // Whatever the order, and although some are killed: what was sent was received, or came back.
  template <class S> static void conserves(std::uint64_t seed) {
    using W = scheduler<dice, S>;
    W world{dice(seed)};
    channel<int, W> a(world), b(world, 3);
    int sent = 0, received = 0;
    std::array<typename W::handle, 8> all;
    for (std::size_t k = 0; k < all.size(); ++k) {
      all[k] = world.spawn([&, odd = k % 2 != 0] {
        for (int i = 0; i < 20; ++i) {
          if (odd) {
            select(on_send(a, 1, [&] { ++sent; }), on_send(b, 1, [&] { ++sent; }),
                   on_receive(a, [&](int n) { received += n; }));
          } else {
            select(on_receive(b, [&](int n) { received += n; }),
                   on_receive(a, [&](int n) { received += n; }), after(1ms, [] {}));
          }
        }
      });
    }
    world.spawn([&] {
      for (std::size_t k : {0u, 3u, 5u}) {
        world.yield();
        all[k].kill();
      }
    });
    for (auto const& who : world.run()) BOOST_TEST(who.waits_for == std::string("select"));
    BOOST_TEST(sent == received + b.balance());
    BOOST_TEST(sent > 0);
  }

  template <class S> static void check() {
    takes_what_is_there<S>();
    waits_for_whoever_is_first<S, dispatch::hand_off>();
    waits_for_whoever_is_first<S, dispatch::hub>();
    goes_on_when_the_time_is_up<S>();
    waits_for_other_things<S>();
    is_fair<S>();
    keeps_the_order_of_the_queue<S>();
    takes_both_ends_of_a_channel<S>();
    takes_a_channel_twice<S>();
    learns_that_a_channel_is_closed<S>();
    is_called_off<S>();
    runs_handlers_in_who_selects<S>();
    for (std::uint64_t seed = 0; seed < 30; ++seed) conserves<S>(seed);
  }
};
every_strategy<microthread_select> const microthread_select_here;

}  // namespace
}  // namespace kont::conformance
