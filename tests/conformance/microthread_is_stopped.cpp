// tests/conformance/microthread_is_stopped.cpp -- whoever runs too long is stopped at a checkpoint,
// and nowhere else.
#include <csignal>
#include <string>

#include "coroutines/microthreads/metronome.hpp"
#include "coroutines/microthreads/preemption.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_is_stopped : library_bodies {
  // Two who write their names, and never leave of their own accord.
  template <class World> static void spawn_writers(World& world, std::string& log) {
    for (char const name : {'a', 'b'}) {
      world.spawn([&, name] {
        for (int i = 0; i < 7; ++i) {
          log += name;
          world.checkpoint();
        }
      });
    }
  }
  template <class S> static void when_its_turn_is_over() {
    scheduler<fifo, S> world;
    world.its_pulse().set_quantum(3);
    std::string log;
    spawn_writers(world, log);
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "aaabbbaaabbbab");
  }

  // A turn begins anew whenever it gets control, however often it has checked before.
  template <class S> static void not_by_what_it_did_in_other_turns() {
    scheduler<fifo, S> world;
    world.its_pulse().set_quantum(3);
    std::string log;
    world.spawn([&] {
      for (int i = 0; i < 6; ++i) {
        world.checkpoint();
        world.checkpoint();
        log += 'a';
        world.yield();
      }
    });
    world.spawn([&] {
      for (int i = 0; i < 6; ++i) {
        log += 'b';
        world.yield();
      }
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "abababababab");
  }

  template <class S> static void not_inside_an_atomic_section() {
    scheduler<fifo, S> world;
    world.its_pulse().set_quantum(1);
    std::string log;
    world.spawn([&] {
      {
        atomic_section const alone(world);
        for (int i = 0; i < 4; ++i) {
          log += 'a';
          world.checkpoint();
        }
      }
      world.checkpoint();  // now
      log += 'a';
    });
    world.spawn([&] { log += 'b'; });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "aaaaba");
  }

  // A signal handler, or another thread, may ask for it.
  template <class S> static void when_the_pulse_is_rung() {
    static pulse* rung;
    scheduler<fifo, S> world;
    rung = &world.its_pulse();
    auto* const before = std::signal(SIGUSR1, [](int) { rung->ring(); });
    std::string log;
    world.spawn([&] {
      for (int i = 0; i < 4; ++i) {
        if (i == 2) std::raise(SIGUSR1);
        world.checkpoint();
        log += 'a';
      }
    });
    world.spawn([&] { log += 'b'; });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "aabaa");
    std::signal(SIGUSR1, before);
  }

  // Each would run for ever, if nobody stopped it: they wait for each other, and never yield.
  template <class S> static void when_a_timer_rings() {
    scheduler<fifo, S> world;
    metronome const beats(world.its_pulse(), 1ms);
    monotonic_clock const wall;
    int turn = 0;
    for (int const mine : {0, 1}) {
      world.spawn([&, mine] {
        while (turn < 6 && wall.now() < instant(20s)) {
          if (turn % 2 == mine) ++turn;
          world.checkpoint();
        }
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(turn == 6);
  }
  // The watchdog by time: whoever runs when the timer rings.
  template <class S> static void and_returned_when_a_timer_rings() {
    scheduler<fifo, S> world;
    world.spawn("hog", [&] {
      while (true) world.checkpoint();
    });
    metronome const beats(world.its_pulse(), 1ms);
    auto* const hog = run_watched(world, pulse::unlimited);
    BOOST_REQUIRE(hog != nullptr);
    BOOST_TEST(hog->more->name == "hog");
  }

  // The watchdog: returned, it is nobody's until it is put back.
  template <class S> static void and_returned_by_run_watched() {
    scheduler<fifo, S> world;
    std::string log;
    world.spawn("hog", [&] {
      while (true) world.checkpoint();
    });
    world.spawn([&] {
      for (int i = 0; i < 5; ++i) world.checkpoint();
      log += 'b';
    });
    auto* const hog = run_watched(world, 1'000);
    BOOST_REQUIRE(hog != nullptr);
    BOOST_TEST(hog->more->name == "hog");
    BOOST_TEST(log == "");
    BOOST_TEST((run_watched(world, 1'000) == nullptr));
    BOOST_TEST(log == "b");
    world.insert(*hog);
    BOOST_TEST((run_watched(world, 10) == hog));
    BOOST_TEST(world.raise(*hog, std::make_exception_ptr(exited{})));
    world.insert(*hog);
    BOOST_TEST(world.run().empty());
    BOOST_TEST(world.alive() == 0u);
  }

  template <class S> static void traps_throw_instead() {
    scheduler<fifo, S> world;
    world.its_pulse().set_quantum(1);
    std::string log;
    auto may_not_wait = world.spawn([&] {
      try {
        world.block("a light");
      } catch (block_trapped) { log += 'w'; }
      world.yield();  // it may
      log += 'y';
    });
    may_not_wait.trap_blocks();
    world.spawn([&] {
      try {
        switch_trap const none(world);
        world.yield();
      } catch (switch_trapped) { log += 's'; }
      try {
        switch_trap const none(world);
        world.checkpoint();
      } catch (switch_trapped) { log += 'c'; }
      world.yield();
      log += 'z';
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "wscyz");
  }

  // No turn has more checkpoints than two, and none is cut.
  template <class S> static void not_by_turns_of_other_runs(std::uint64_t at_once) {
    scheduler<fifo, S> world;
    world.its_pulse().set_quantum(3);
    std::string log;
    for (char const name : {'a', 'b'}) {
      world.spawn([&, name] {
        for (int turn = 0; turn < 4; ++turn) {
          for (int i = 0; i < 2; ++i) {
            log += name;
            world.checkpoint();
          }
          world.yield();
        }
      });
    }
    while (world.run_some(at_once) && world.alive() != 0) {}
    BOOST_TEST(log == "aabbaabbaabbaabb");
  }

  template <class S> static void when_its_turn_is_over_run_by_run() {
    scheduler<fifo, S> world;
    world.its_pulse().set_quantum(3);
    std::string log;
    spawn_writers(world, log);
    while (world.run_some(1) && world.alive() != 0) log += ' ';
    BOOST_TEST(log == "aaa bbb aaa bbb a b");
  }

  // What one has passed before an exception ended its run is not held against another.
  template <class S> static void not_for_what_another_run_has_passed() {
    scheduler<fifo, S> world;
    for (bool const throws : {true, false}) {
      world.spawn([&, throws] {
        for (int i = 0; i < 60; ++i) world.checkpoint();
        if (throws) throw 1;
      });
    }
    BOOST_CHECK_THROW(run_watched(world, 100), int);
    BOOST_TEST((run_watched(world, 100) == nullptr));
    BOOST_TEST(world.alive() == 0u);
  }

  template <class S> static void check() {
    when_its_turn_is_over<S>();
    not_by_what_it_did_in_other_turns<S>();
    for (std::uint64_t const at_once : {1u, 2u, 3u}) not_by_turns_of_other_runs<S>(at_once);
    when_its_turn_is_over_run_by_run<S>();
    not_for_what_another_run_has_passed<S>();
    not_inside_an_atomic_section<S>();
    when_the_pulse_is_rung<S>();
    and_returned_by_run_watched<S>();
    when_a_timer_rings<S>();
    and_returned_when_a_timer_rings<S>();
    traps_throw_instead<S>();
  }
};
every_strategy<microthread_is_stopped> const microthread_is_stopped_here;

}  // namespace
}  // namespace kont::conformance
