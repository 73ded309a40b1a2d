// tests/conformance/microthread_trapped_is_still_itself.cpp -- inside a switch_trap only what would
// switch throws: all else knows who runs.
#include <string>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/local.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/preemption.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/scope.hpp"
#include "coroutines/microthreads/select.hpp"
#include "coroutines/microthreads/shared_mutex.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_trapped_is_still_itself : library_bodies {
  template <class S> static void takes_and_gives_back() {
    using W = scheduler<fifo, S>;
    W world;
    mutex<W> m(world);
    recursive_mutex<W> r(world);
    shared_mutex<W> s(world);
    world.spawn([&] {
      r.lock();
      s.lock_shared();
      {
        switch_trap const none(world);
        BOOST_TEST(world.running() == 1u);
        BOOST_TEST(m.try_lock());
        BOOST_TEST(r.try_lock());
        s.unlock_shared();
      }
      BOOST_TEST(m.holder() == 1u);
      m.unlock();
      r.unlock();
      r.unlock();
    });
    world.spawn([&] {
      s.lock();
      m.lock();
      r.lock();
    });
    BOOST_TEST(world.run().empty());
  }

  // A world that is run inside is not trapped: its own switches are not those of who runs it.
  template <class S> static void runs_another() {
    using W = scheduler<fifo, S>;
    W world;
    std::string log;
    world.spawn([&] {
      switch_trap const none(world);
      W inner;
      auto victim = inner.spawn([&] {
        inner.checkpoint();
        inner.yield();
        log += "never ";
      });
      inner.spawn([&] { log += victim.kill() ? "killed " : "?"; });
      BOOST_TEST(inner.run().empty());
      BOOST_CHECK_THROW(world.yield(), switch_trapped);
      log += "trapped";
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "killed trapped");
  }

  template <class S> static void does_what_needs_no_switch() {
    using W = scheduler<fifo, S>;
    W world;
    local<int, W> mine(3);
    channel<int, W> c(world, 1);
    std::string log;
    world.spawn([&] {
      {
        switch_trap const none(world);
        BOOST_TEST(*mine == 3);
        select(on_receive(c, [](int) {}), otherwise([&] { log += "otherwise "; }));
        c.send(1);
        BOOST_TEST(c.receive() == 1);
        world.sleep_for(0s);
        world.checkpoint();
        for (int k = 0; k < 2; ++k) {
          BOOST_CHECK_THROW(world.yield(), switch_trapped);
          BOOST_CHECK_THROW(c.receive(), switch_trapped);
          BOOST_CHECK_THROW(world.sleep_for(1s), switch_trapped);
        }
      }
      world.yield();
      log += "free";
    });
    world.spawn([&] { log += "other "; });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "otherwise other free");
  }

  template <class S> static void leaves_no_scope() {
    using W = scheduler<fifo, S>;
    check_breaks("scope: who waits for its children may not be in a trap", [] {
      W world;
      world.spawn([&] {
        switch_trap const none(world);
        scope<W> s(world);
        s.spawn([&] { world.yield(); });
      });
      world.run();
    });
  }

  template <class S> static void check() {
    runs_another<S>();
    takes_and_gives_back<S>();
    does_what_needs_no_switch<S>();
    leaves_no_scope<S>();
  }
};
every_strategy<microthread_trapped_is_still_itself> const microthread_trapped_is_still_itself_here;

}  // namespace
}  // namespace kont::conformance
