// tests/reliability/r10_worlds.hpp -- scenarios of r10: what a world knows of its microthreads, and
// what they know of one another; in whatever order.
#pragma once
#include <chrono>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "coroutines/microthreads/deadlock.hpp"
#include "coroutines/microthreads/dump.hpp"
#include "coroutines/microthreads/future.hpp"
#include "coroutines/microthreads/local.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/policies/recording.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/scope.hpp"
#include "tests/reliability/r10_scenario.hpp"

namespace kont::failing {

using namespace std::chrono_literals;

// (The strategy does not matter.)
struct of_microthreads {
  using W = scheduler<dice>;

  static void resists(unsigned seed) {
    W world{dice(seed)};
    std::vector<W::handle> all;
    for (int i = 0; i < 8; ++i) {
      all.push_back(world.spawn(W::attributes{.name = long_name, .resistant = i % 2 == 0},
                                [&] { world.block("for ever"); }));
    }
    all[seed % 8].resist(seed % 2 != 0);
    world.run_some(8);
    world.kill_all();
    world.run_some(16);
    expect(world.alive() == (seed % 2 == 0 ? 3 : 5),
           "who resists has been killed, or others have not");
    world.kill_all(true);
    run_on(world);
  }
  static void locals(unsigned seed) {
    W world{dice(seed)};
    local<std::string, W> const mine(long_name);
    local<int, W> const count(0);
    for (int i = 0; i < 6; ++i) {
      world.spawn("has its own", [&, i] {
        for (int n = 0; n < i; ++n, W::yield()) ++*count, *mine += '!';
        expect(*count == i && mine->size() == std::string(long_name).size() + std::size_t(i),
               "a local is another's");
      });
    }
    run_on(world);
  }
  static void says_who_is_stuck(unsigned seed) {
    std::optional<W> kept(dice{seed});
    W& world = *kept;
    mutex<W> fork(world, "a fork whose name is long enough"), knife(world, "a knife, as well");
    struct before_its_mutexes {
      std::optional<W>& world;
      ~before_its_mutexes() { world.reset(); }
    } const ends{kept};
    auto const eats = [&](auto& left, auto& right) {
      world.spawn(long_name, [&] {
        std::unique_lock const one(left);
        W::yield();
        std::unique_lock const other(right);
      });
    };
    eats(fork, knife);
    eats(knife, fork);
    world.run_some(1);
    expect(all(world).size() == 2, "a dump");
    expect(!as_text(all(world)).empty() && !as_dot(all(world)).empty(), "a dump as text");
    auto const left = world.run();
    if (left.empty()) return;  // one has eaten before the other began
    expect(left.size() == 2 && cycle_among(left).size() == 2, "they wait for each other");
    expect(deadlock(left).cycle.size() == 2 && blocked(world).size() == 2, "a deadlock");
  }
  static void scopes(unsigned seed) {
    W world{dice(seed)};
    auto const open = std::make_shared<int>(0);
    world.spawn("parent", [&, open] {
      int sum = 0;
      struct closes {
        int& n;
        ~closes() { --n; }
      };
      {
        closes const at_end{++*open};
        scope<W> s(world);
        for (int i = 0; i < 20; ++i) {
          s.spawn(long_name, [&, open, i] {
            W::yield();
            always(*open == 1, "a child outlives its scope");
            sum += i;
          });
        }
        s.join();
      }
      expect(sum == 190, "not all children have ended");
    });
    run_on(world);
  }
  static void scopes_fail(unsigned seed) {
    W world{dice(seed)};
    world.spawn("parent", [&] {
      auto const open = std::make_shared<bool>(true);
      try {
        scope<W> s(world);
        for (int i = 0; i < 6; ++i) {
          s.spawn([&, open, i] {
            W::sleep_for(1s * i);
            always(*open, "a child outlives its scope");
            if (i == static_cast<int>(seed % 6)) throw std::runtime_error(long_name);
          });
        }
        s.join();
        expect(false, "a scope has lost a failure");
      } catch (std::runtime_error const&) { *open = false; } catch (...) {
        *open = false;
        throw;
      }
      W::sleep_for(1h);
    });
    run_on(world);
  }
  static void futures(unsigned seed) {
    W world{dice(seed)};
    for (int i = 0; i < 4; ++i) {
      world.spawn("asks", [&, i] {
        auto sum = async(world, [i] { return W::yield(), std::string(40, char('a' + i)); });
        auto fails = async(
            world, []() -> int { throw std::runtime_error(long_name); }, long_name);
        promise<int, W> given(world);
        auto taken = given.get_future();
        world.spawn([p = std::move(given)]() mutable { p.set_value(7); });
        expect(sum.get().size() == 40 && taken.get() == 7, "a value of a future");
        try {
          fails.get();
          expect(false, "a future has lost an exception");
        } catch (std::runtime_error const&) {}
      });
    }
    run_on(world);
  }
  static void broken_promises(unsigned seed) {
    W world{dice(seed)};
    promise<int, W> never(world, "a promise that is not kept");
    auto waits = never.get_future();
    world.spawn([&] {
      try {
        waits.get();
        expect(false, "nobody has kept it");
      } catch (broken_promise const&) {}
    });
    world.spawn([p = std::move(never)] { W::yield(); });
    run_on(world);
  }
  template <class World> static std::string paint(World& world) {
    std::string wall;
    for (char colour : {'r', 'g', 'b'}) {
      world.spawn([&, colour] {
        for (int stroke = 0; stroke < 15; ++stroke) wall += colour, World::yield();
      });
    }
    run_on(world);
    return wall;
  }
  static void replays(unsigned seed) {
    using recorder = recording<dice>;
    scheduler<recorder> first{recorder(dice(seed))};
    auto const wall = paint(first);
    scheduler<replaying> again{replaying(first.policy().log())};
    expect(paint(again) == wall, "another course");
    again.policy().check();
  }
  static void worlds_in_worlds(unsigned seed) {
    W outer{dice(seed)};
    int ended = 0;
    for (int i = 0; i < 3; ++i) {
      outer.spawn(long_name, [&] {
        W inner{dice(seed)};
        for (int n = 0; n < 3; ++n) inner.spawn(long_name, [&] { W::yield(), ++ended; });
        run_on(inner);
        W::yield();
      });
    }
    run_on(outer);
    expect(ended == 9, "not all have ended");
  }
  static void stops_who_runs_long(unsigned seed) {
    W world{dice(seed)};
    int ended = 0;
    for (int i = 0; i < 4; ++i) {
      world.spawn(long_name, [&] {
        for (int n = 0; n < 30; ++n) W::checkpoint();
        ++ended;
      });
    }
    while (auto* const hog = run_watched(world, 10)) world.insert(*hog);
    expect(ended == 4, "not all have ended");
  }
  // Each of a policy's own properties, in a world of its own.
  template <class P> static void policy(unsigned) {
    using World = scheduler<P>;
    World world;
    int ended = 0;
    for (int i = 0; i < 10; ++i) {
      world.spawn(long_name, [&, i] {
        if (i % 3 == 0) world.spawn(long_name, [&] { ++ended; });
        for (int n = 0; n < 3; ++n) World::yield();
        World::sleep_for(1s * i);
        ++ended;
      });
    }
    run_on(world);
    expect(ended == 14, "not all have ended");
  }
};

}  // namespace kont::failing
