// tests/conformance/microthread_select_timers.cpp -- a select waits for timers as for all else.
#include <optional>
#include <string>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/event.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/select.hpp"
#include "coroutines/microthreads/timer.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_select_timers : library_bodies {
  template <class S> static void waits_for_each_in_its_time() {
    using W = scheduler<fifo, S>;
    W world;
    channel<int, W> c(world);
    event<W> e(world);
    timer<W> t(world, 5s), late(world, 9s);
    std::string log;
    world.spawn([&] {
      for (int k = 0; k < 3; ++k) {
        select(on(late.wait(to_select), [&] { log += "never "; }),
               on(t.wait(to_select), [&] { log += "timer "; }),
               on(e.wait(to_select), [&] { log += "event "; }),
               on_receive(c, [&](int) { log += "channel "; }));
      }
      BOOST_TEST((world.clock().now() == instant(5s)));
      BOOST_TEST(c.balance() == 0);
    });
    world.spawn([&] {
      world.sleep_for(1s);
      c.send(1);
      world.sleep_for(1s);
      e.pulse();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "channel event timer ");
  }

  // Beside a deadline, and with one of its own; alone; and when it is over already.
  template <class S> static void keeps_the_earliest() {
    using W = scheduler<fifo, S>;
    W world;
    timer<W> t(world, 5s);
    std::string log;
    auto const note = [&log](bool over) { log += over ? "over " : "not yet "; };
    world.spawn([&] {
      BOOST_TEST(select(on(t.wait(to_select), [] {}), after(1s, [] {})) == 1u);
      BOOST_TEST(select(on(t.wait_for(1s, to_select), note), after(2s, [] {})) == 0u);
      BOOST_TEST(select(on(t.wait_for(-1s, to_select), note), after(2s, [] {})) == 0u);
      BOOST_TEST((world.clock().now() == instant(2s)));
      BOOST_TEST(select(after(9s, [] {}), on(t.wait_for(9s, to_select), note)) == 1u);
      BOOST_TEST(select(on(t.wait(to_select), [] {}), otherwise([] {})) == 0u);
      t.start();
      BOOST_TEST(select(on(t.wait(to_select), [] {}), otherwise([] {})) == 1u);
      BOOST_TEST(select(on(t.wait(to_select), [] {})) == 0u);
      BOOST_TEST((world.clock().now() == instant(10s)));
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "not yet not yet over ");
  }

  // So does an operation of another object that has a deadline.
  template <class S> static void keeps_that_of_an_operation() {
    using W = scheduler<fifo, S>;
    W world;
    channel<int, W> c(world);
    c.prefer(prefers::receiver);
    std::string log;
    auto const note = [&log](std::optional<int> v) { log += v ? "value " : "none "; };
    world.spawn([&] {
      BOOST_TEST(select(on(c.try_receive_for(1s, to_select), note), after(2s, [] {})) == 0u);
      BOOST_TEST((world.clock().now() == instant(1s)));
      BOOST_TEST(select(on(c.try_receive_for(9s, to_select), note), after(9s, [] {})) == 0u);
      BOOST_TEST((world.clock().now() == instant(3s)));
    });
    world.spawn([&] {
      world.sleep_for(3s);
      c.send(1);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "none value ");
  }

  template <class S> static void check() {
    waits_for_each_in_its_time<S>();
    keeps_the_earliest<S>();
    keeps_that_of_an_operation<S>();
  }
};
every_strategy<microthread_select_timers> const microthread_select_timers_here;

}  // namespace
}  // namespace kont::conformance
