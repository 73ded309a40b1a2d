// tests/reliability/r10_microthreads.hpp -- scenarios of r10: microthreads in each dialect.
#pragma once
#include <chrono>
#include <exception>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/reliability/r10_calls_that_fail.hpp"
#include "tests/reliability/r10_scenario.hpp"

namespace kont::failing {

using namespace std::chrono_literals;

// In the dialect direct, on the strategy S.
template <class S> struct on_direct {
  using W = scheduler<dice, S>;
  using handles = std::vector<typename W::handle>;

  static void yields_and_sleeps(unsigned seed) {
    W world{dice(seed)};
    int ended = 0;
    for (int i = 0; i < 8; ++i) {
      world.spawn(long_name, [&, i, held = std::make_unique<int>(i)] {
        for (int n = 0; n < i % 4; ++n) W::yield();
        W::sleep_for(1s * *held);
        ++ended;
      });
    }
    run_on(world);
    expect(ended == 8, "not all have ended");
  }
  static void spawns_and_joins(unsigned seed) {
    W world{dice(seed)};
    int sum = 0;
    world.spawn("parent", [&] {
      handles children;
      for (int i = 0; i < 10; ++i) {
        children.push_back(world.spawn(long_name, [&, i] {
          W::yield();
          sum += i;
        }));
      }
      children[seed % 10].try_join_for(1s);
      for (auto& h : children) h.join();
      expect(sum == 45, "joined too early");
    });
    run_on(world);
    expect(sum == 45, "a sum is wrong");
  }
  static void channels(unsigned seed) {
    W world{dice(seed)};
    channel<std::string, W> meets(world), keeps(world, 3, "keeps");
    std::size_t got = 0;
    for (int i = 0; i < 3; ++i) {
      world.spawn("sends", [&] {
        for (int n = 0; n < 3; ++n) meets.send(std::string(40, 's'));
      });
      world.spawn("passes on", [&] {
        for (int n = 0; n < 3; ++n) keeps.send(meets.receive());
      });
      world.spawn("gets", [&] {
        for (int n = 0; n < 3; ++n) got += keeps.receive().size();
      });
    }
    run_on(world);
    expect(got == 9 * 40, "a value is lost");
  }
  // Of some who wait in different ways, and some who have not begun; then the others go on.
  static void kills_and_raises(unsigned seed) {
    int left = 0, caught = 0;
    W world{dice(seed)};
    mutex<W> door(world);
    channel<int, W> empty(world);
    struct farewell {
      int& n;
      ~farewell() { ++n; }
    };
    auto const stays = [&](auto wait) {
      return world.spawn([&, wait] {
        farewell const at_end{left};
        try {
          wait();
        } catch (std::runtime_error const&) { ++caught; }
      });
    };
    handles all;
    for (int i = 0; i < 2; ++i) {
      all.push_back(stays([&] { empty.receive(); }));
      all.push_back(stays([&] { W::sleep_for(1h); }));
      all.push_back(stays([&] { world.block("for ever"); }));
      all.push_back(stays([&] { door.lock(), world.block("with the lock"); }));
    }
    world.run_some(8);  // each has begun, and nobody sleeps any longer than that
    all.push_back(world.spawn([&] { ++caught; }));
    auto const error = std::make_exception_ptr(std::runtime_error(long_name));
    for (std::size_t i = 0; i < all.size(); ++i) {
      if ((i + seed) % 2 == 0) expect(all[i].kill(), "it lived");
      if ((i + seed) % 2 == 1 && i != 8) expect(all[i].raise(error), "it lived");
    }
    all.clear();
    world.kill_all();
    run_on(world);
    expect(left == 8 && caught == 4, "not all have unwound, or caught");
  }
  static std::vector<scenario> all() {
    return {{"yields and sleeps", &yields_and_sleeps},
            {"spawns and joins", &spawns_and_joins},
            {"channels", &channels},
            {"kills and raises", &kills_and_raises}};
  }
};

// The same in the dialects co and cps.
template <class S> struct on_others {
  using W = scheduler<dice, S>;
  template <class C> struct sender {
    C& to;
    int n;
    auto operator()() const -> typename S::action {
      if (n == 0) return W::done();
      return to.send(std::string(40, 's'), sender{to, n - 1});
    }
  };
  template <class C> struct receiver {
    C& from;
    std::size_t& got;
    int n;
    std::string name = long_name;
    auto operator()() const -> typename S::action {
      if (n == 0) return W::done();
      return from.receive([me = *this](std::string v) mutable {
        me.got += v.size();
        return W::yield(receiver{me.from, me.got, me.n - 1});
      });
    }
  };
  static void channels(unsigned seed) {
    W world{dice(seed)};
    using C = channel<std::string, W>;
    C c(world, seed % 2);
    std::size_t got = 0;
    for (int i = 0; i < 4; ++i) {
      if constexpr (S::style == dialect::co) {
        world.spawn(long_name, [&]() -> typename W::template body_of<> {
          for (int n = 0; n < 3; ++n) co_await c.send(std::string(40, 's'));
        });
        world.spawn(long_name, [&]() -> typename W::template body_of<> {
          for (int n = 0; n < 3; ++n) {
            auto const v = co_await c.receive();
            got += v.size();
            co_await W::yield();
          }
        });
      } else {
        world.spawn(long_name, sender<C>{c, 3});
        world.spawn(long_name, receiver<C>{c, got, 3});
      }
    }
    run_on(world);
    expect(got == 12 * 40, "a value is lost");
  }
  template <class F> static typename W::handle sleeps(W& world, timeline::duration t, F then) {
    if constexpr (S::style == dialect::co) {
      return world.spawn(long_name, [=]() -> typename W::template body_of<> {
        co_await W::sleep_for(t);
        then();
      });
    } else {
      return world.spawn(long_name,
                         [=] { return W::sleep_for(t, [then] { return then(), W::done(); }); });
    }
  }
  static void sleeps_and_kills(unsigned seed) {
    W world{dice(seed)};
    int woke = 0;
    std::vector<typename W::handle> all;
    for (int i = 0; i < 8; ++i) all.push_back(sleeps(world, 1s * i, [&] { ++woke; }));
    world.run_some(12);
    int killed = 0;
    for (std::size_t i = seed % 3; i < 8; i += 3) killed += all[i].kill();
    run_on(world);
    expect(woke + killed == 8, "some have neither woken nor been killed");
  }
  // More than are kept in a heap; how they begin is for the others to try.
  static void many_sleep(unsigned seed) {
    W world{dice(seed)};
    int woke = 0;
    {
      not_counted const apart;
      for (int i = 1'200; i > 0; --i) sleeps(world, 1s * i, [&] { ++woke; });
    }
    run_on(world);
    expect(woke == 1'200, "not all have woken");
  }
};

}  // namespace kont::failing
