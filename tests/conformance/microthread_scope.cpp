// tests/conformance/microthread_scope.cpp -- children end before the scope that started them does,
// however it is left.
#include <stdexcept>
#include <string>

#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/scope.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_scope : library_bodies {
  template <class S, dispatch D> static void waits_for_all() {
    using W = scheduler<fifo, S, virtual_clock, D>;
    W world;
    std::string log;
    world.spawn([&] {
      scope<W> s(world);
      for (int k : {3, 1, 2}) {
        s.spawn("child", [&, k] {
          world.sleep_for(k * 1s);
          log += std::to_string(k);
        });
      }
      BOOST_TEST(s.size() == 3u);
      s.join();
      log += " joined ";
      BOOST_TEST(s.size() == 0u);
      s.spawn([&] { log += "more "; });
      s.join();
      log += "end";
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "123 joined more end");
  }

  template <class S> static void ends_with_the_first_failure() {
    using W = scheduler<fifo, S>;
    W world;
    std::string log;
    int alive = 0;
    world.spawn([&] {
      scope<W> s(world);
      s.spawn([&, w = witness(alive)] {
        world.sleep_for(2s);
        throw std::runtime_error("first ");
      });
      s.spawn([&, w = witness(alive)] {
        try {
          world.sleep_for(3s);
          log += "never";
        } catch (exited const&) {
          log += "killed ";
          throw std::runtime_error("second ");
        }
      });
      s.spawn([&, w = witness(alive)] { world.sleep_for(1s); });
      try {
        s.join();
      } catch (std::runtime_error const& e) { log += e.what(); }
      BOOST_TEST(alive == 0);
      s.spawn([&] { log += "never"; });  // it has been cancelled
      s.join();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "killed first ");
    BOOST_TEST((world.clock().now() == instant(2s)));
  }

  template <class S> static void kills_when_it_is_left() {
    using W = scheduler<fifo, S>;
    W world;
    std::string log;
    int alive = 0;
    auto const child = [&] {
      return [&, w = witness(alive)] {
        try {
          world.sleep_for(1h);
        } catch (exited const&) {
          world.sleep_for(1s);  // ending takes its time, and is waited for
          throw;
        }
      };
    };
    world.spawn([&] {
      {
        scope<W> s(world);
        s.spawn(child());
        world.yield();
      }
      BOOST_TEST(alive == 0);
      log += "left ";
      try {
        scope<W> s(world);
        s.spawn(child());
        world.yield();
        throw 5;
      } catch (int n) { log += std::to_string(n); }
      BOOST_TEST(alive == 0);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "left 5");
    BOOST_TEST((world.clock().now() == instant(2s)));
  }

  // A failure is not lost because nobody has joined; but one is enough.
  template <class S> static void throws_a_failure_when_it_is_left() {
    using W = scheduler<fifo, S>;
    W world;
    std::string log;
    auto const fails = [](int n) { return [n] { throw n; }; };
    world.spawn([&] {
      try {
        scope<W> s(world);
        s.spawn(fails(1));
        world.yield();
      } catch (int n) { log += std::to_string(n); }
      try {
        scope<W> s(world);
        s.spawn(fails(2));
        world.yield();
        throw 3;
      } catch (int n) { log += std::to_string(n); }
      try {
        scope<W> s(world);
        s.spawn(fails(4));
        try {
          s.join();
        } catch (int n) { log += std::to_string(n); }
      } catch (int) { log += "again"; }
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "134");
  }

  // Killing who is in a scope ends the tree; a second kill does not cut the waiting short.
  template <class S> static void passes_a_kill_on() {
    using W = scheduler<fifo, S>;
    W world;
    int alive = 0;
    std::string log;
    auto parent = world.spawn([&] {
      scope<W> outer(world);
      outer.spawn([&, w = witness(alive)] {
        scope<W> inner(world);
        for (int k = 0; k < 3; ++k) {
          inner.spawn([&, w2 = witness(alive)] {
            try {
              world.sleep_for(1h);
            } catch (exited const&) {
              world.sleep_for(1s);
              log += 'k';
              throw;
            }
          });
        }
        inner.join();
      });
      outer.join();
    });
    world.spawn([&] {
      world.yield();
      world.yield();
      BOOST_TEST(alive == 4);
      parent.kill();
      world.yield();
      world.yield();
      BOOST_TEST(!parent.finished());
      parent.kill();
      parent.join();
      BOOST_TEST(alive == 0);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "kkk");
  }

  // A kill that comes while a scope waits for its end, on a way out without an exception.
  template <class S> static void remembers_what_is_raised_meanwhile() {
    using W = scheduler<fifo, S>;
    W world;
    std::string log;
    auto parent = world.spawn([&] {
      {
        scope<W> s(world);
        s.spawn([&] {
          try {
            world.sleep_for(1h);
          } catch (exited const&) {
            world.sleep_for(1s);
            log += "child ";
            throw;
          }
        });
        world.yield();
      }
      log += "never";
    });
    world.spawn([&] {
      for (int k = 0; k < 4; ++k) world.yield();
      parent.kill();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "child ");
    BOOST_TEST(parent.finished());
  }

  // A world that is destroyed takes the children first: they use what is in the parent's frame.
  template <class S> static void goes_with_its_world() {
    using W = scheduler<fifo, S>;
    std::string log;
    {
      W world;
      world.spawn([&] {
        farewell const mine(log, 'p');
        scope<W> s(world);
        for (char const name : {'a', 'b'}) {
          s.spawn([&, name] {
            farewell const his(log, name);
            world.block("for ever");
          });
        }
        s.join();
      });
      BOOST_TEST(world.run().size() == 3u);
      BOOST_TEST(log.empty());
    }
    BOOST_TEST(log == "abp");
  }

  template <class S> static void forgets_who_has_ended() {
    using W = scheduler<dice, S>;
    W world{dice(7)};
    int ended = 0;
    world.spawn([&] {
      scope<W> s(world);
      for (int k = 0; k < 1'000; ++k) {
        s.spawn([&] { ++ended; });
        if (k % 10 == 0) world.yield();
      }
      s.join();
      BOOST_TEST(ended == 1'000);
    });
    BOOST_TEST(world.run().empty());
  }

  template <class S> static void check() {
    waits_for_all<S, dispatch::hand_off>();
    waits_for_all<S, dispatch::hub>();
    ends_with_the_first_failure<S>();
    kills_when_it_is_left<S>();
    throws_a_failure_when_it_is_left<S>();
    passes_a_kill_on<S>();
    remembers_what_is_raised_meanwhile<S>();
    goes_with_its_world<S>();
    forgets_who_has_ended<S>();
  }
};
every_strategy<microthread_scope> const microthread_scope_here;

}  // namespace
}  // namespace kont::conformance
