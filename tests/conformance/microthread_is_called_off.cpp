// tests/conformance/microthread_is_called_off.cpp -- an exception thrown into a microthread comes
// out where it waits, and it waits there no more; a kill ends it quietly.
#include <exception>
#include <stdexcept>
#include <string>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

std::exception_ptr error(char const* text) {
  return std::make_exception_ptr(std::runtime_error(text));
}

struct microthread_is_called_off : library_bodies {
  // Out of a yield, a sleep and a block; whoever catches it goes on, and may wait again.
  template <class S> static void wherever_it_waits() {
    scheduler<fifo, S> world;
    std::string log;
    auto const catches = [&](std::string name, auto wait) {
      return world.spawn(name, [&log, name, wait] {
        try {
          wait();
          log += "not ";
        } catch (std::runtime_error const& e) { log += name + ':' + e.what() + ' '; }
        scheduler<fifo, S>::sleep_for(1s);
        log += name + "+ ";
      });
    };
    auto yields = catches("yields", [] { scheduler<fifo, S>::yield(); });
    auto sleeps = catches("sleeps", [] { scheduler<fifo, S>::sleep_for(1h); });
    auto blocks = catches("blocks", [] { scheduler<fifo, S>::block("a light"); });
    world.spawn([&] {
      BOOST_TEST(blocks.raise(error("c")));
      BOOST_TEST(yields.raise(error("a")));
      BOOST_TEST(sleeps.raise(error("b")));
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "yields:a blocks:c sleeps:b yields+ blocks+ sleeps+ ");
    BOOST_TEST((world.clock().now() == instant(1s)));  // nobody slept the hour
  }

  template <class S> static void it_leaves_the_queue() {
    scheduler<fifo, S> world;
    channel<int, scheduler<fifo, S>> c(world);
    std::string log;
    auto first = world.spawn([&] { log += std::to_string(c.receive()); });
    world.spawn([&] { log += std::to_string(c.receive()) + "second"; });
    world.spawn([&] {
      first.kill();
      c.send(1);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "1second");
  }

  // What has been answered is had first: the exception comes out of the next wait.
  template <class S> static void no_answer_is_lost() {
    scheduler<fifo, S> world;
    channel<int, scheduler<fifo, S>> c(world);
    std::string log;
    auto receiver = world.spawn([&] {
      log += std::to_string(c.receive());
      try {
        c.receive();
      } catch (std::runtime_error const& e) { log += e.what(); }
    });
    world.spawn([&] {
      c.send(7);
      receiver.raise(error(" next"));
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "7 next");
  }

  // Destructors run, joiners are woken, run() lets nothing out; nothing of an unbegun one runs.
  template <class S> static void a_kill_ends_it() {
    scheduler<fifo, S> world;
    int alive = 0;
    bool ran = false;
    auto waits = world.spawn([&] {
      witness const here(alive);
      world.block("for ever");
    });
    world.spawn([&] {
      BOOST_TEST(alive == 1);
      auto unbegun = world.spawn([&ran, w = witness(alive)] { ran = true; });
      BOOST_TEST(unbegun.kill());
      BOOST_TEST(waits.kill());
      waits.join();
      unbegun.join();
      BOOST_TEST(alive == 0);
      BOOST_TEST(!waits.kill());  // it has ended
      world.exit();
      ran = true;
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(!ran);
    BOOST_TEST(world.alive() == 0u);
  }

  template <class S> static void what_nobody_catches_leaves_through_run() {
    scheduler<fifo, S> world;
    std::string log;
    auto victim = world.spawn([&] { world.block("for ever"); });
    world.spawn([&] {
      victim.raise(error("loud"));
      world.yield();
      log += "others go on";
    });
    BOOST_CHECK_THROW(world.run(), std::runtime_error);
    BOOST_TEST(victim.finished());
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "others go on");
  }

  template <class S> static void all_but_the_resistant() {
    scheduler<fifo, S> world;
    std::string log;
    for (char const name : {'a', 'b', 'c'}) {
      world.spawn({.resistant = name == 'b'}, [&log, name] {
        farewell const end(log, name);
        scheduler<fifo, S>::block("for ever");
      });
    }
    world.spawn([&] {
      world.kill_all();
      world.yield();
      log += '|';
      world.kill_all(true);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "ac|b");
  }

  // One that is dropped while an exception is on its way to it unwinds like any other.
  template <class S> static void or_dropped_before_it_came() {
    int alive = 0;
    {
      scheduler<fifo, S> world;
      auto victim = world.spawn([&] {
        witness const here(alive);
        world.block("for ever");
      });
      world.run();
      victim.raise(error("never seen"));
      BOOST_TEST(alive == 1);
    }
    BOOST_TEST(alive == 0);
  }

  template <class S> static void check() {
    wherever_it_waits<S>();
    it_leaves_the_queue<S>();
    no_answer_is_lost<S>();
    a_kill_ends_it<S>();
    what_nobody_catches_leaves_through_run<S>();
    all_but_the_resistant<S>();
    or_dropped_before_it_came<S>();
  }
};
every_strategy<microthread_is_called_off> const microthread_is_called_off_here;

}  // namespace
}  // namespace kont::conformance
