// tests/conformance/microthread_meets_what_is_posted.cpp -- what is posted is called between two
// microthreads: none of them seems to run, and each can be raised, also who has just left.
#include <exception>
#include <stdexcept>
#include <string>

#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "lib/concurrent/real_clock.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_meets_what_is_posted : library_bodies {
  template <class S> using world_of = scheduler<fifo, S, real_clock>;
  static constexpr int turns = 1'000;  // of which it comes in the first hundred

  template <class S> static void it_kills_all() {
    world_of<S> world;
    int alive = 0;
    world.spawn([&] { world.clock().post([&] { world.kill_all(); }); });
    for (int k = 0; k < 3; ++k) {
      world.spawn([&] {
        witness const here(alive);
        for (int i = 0; i < turns; ++i) world.yield();
        BOOST_ERROR("it went on");
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(alive == 0);
    BOOST_TEST(world.alive() == 0u);
  }

  // Who leaves when it is called may be one that ends, whose record is another's soon.
  template <class S> static void who_has_ended_is_left_alone() {
    world_of<S> world;
    int begun = 0;
    bool killed = false;
    world.spawn([&] {
      world.clock().post([&] {
        world.kill_all();
        killed = true;
      });
    });
    for (int k = 0; k < many_alive<S>(200); ++k) {
      world.spawn([&] {
        BOOST_TEST(!killed);
        ++begun;
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(killed);
    BOOST_TEST(begun < many_alive<S>(200));
    BOOST_TEST(world.alive() == 0u);
  }

  template <class S> static void what_it_throws_comes_out_of_the_yield() {
    world_of<S> world;
    std::string log;
    typename world_of<S>::handle busy;
    busy = world.spawn([&] {
      world.clock().post([&] { busy.raise(std::make_exception_ptr(std::runtime_error("a"))); });
      try {
        for (int i = 0; i < turns; ++i) world.yield();
      } catch (std::runtime_error const& e) { log += e.what(); }
      world.yield();
      log += 'b';
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "ab");
  }

  template <class S> static void nobody_runs() {
    world_of<S> world;
    mutex<world_of<S>> m(world);
    m.lock();  // by whoever calls run()
    bool called = false;
    world.spawn([&] {
      world.clock().post([&] {
        called = true;
        BOOST_TEST(world.running() == 0u);
        m.unlock();
        world.spawn([&] { world.block("a light"); });
      });
      for (int i = 0; i < turns && !called; ++i) world.yield();
    });
    world.run();
    BOOST_TEST(called);
    BOOST_TEST(m.holder() == 0u);
    world.for_each([](auto const& t) { BOOST_TEST(t.parent == 0u); });
  }

  template <class S> static void it_may_not_run_the_world() {
    check_breaks("run: a scheduler cannot be run by what it runs", [] {
      world_of<S> world;
      world.spawn([&] {
        world.clock().post([&] { world.run(); });
        for (int i = 0; i < turns; ++i) world.yield();
      });
      world.run();
    });
  }

  template <class S> static void check() {
    it_kills_all<S>();
    who_has_ended_is_left_alone<S>();
    what_it_throws_comes_out_of_the_yield<S>();
    nobody_runs<S>();
    it_may_not_run_the_world<S>();
  }
};
every_strategy<microthread_meets_what_is_posted> const microthread_meets_what_is_posted_here;

}  // namespace
}  // namespace kont::conformance
