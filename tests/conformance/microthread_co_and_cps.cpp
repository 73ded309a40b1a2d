// tests/conformance/microthread_co_and_cps.cpp -- microthreads that co_await, or return what is
// left of them, behave like those of the dialect direct.
#include <memory>
#include <string>

#include "continuations/strategies/closure.hpp"
#include "continuations/strategies/frame.hpp"
#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/any_order.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

// Writes its name and yields, `left` times; then sleeps for `nap`, and writes it once more.
struct writer {
  std::string& log;
  char name;
  int left = 3;
  timeline::duration nap{};
};
template <class W> void spawn_writer(W& world, writer w) {
  std::string const name(1, w.name);
  if constexpr (W::style == dialect::direct) {
    world.spawn(name, [w] {
      for (int i = 0; i < w.left; ++i) {
        w.log += w.name;
        W::yield();
      }
      W::sleep_for(w.nap);
      w.log += w.name;
    });
  } else if constexpr (W::style == dialect::co) {
    world.spawn(name, [w]() -> typename W::template body_of<> {
      for (int i = 0; i < w.left; ++i) {
        w.log += w.name;
        co_await W::yield();
      }
      co_await W::sleep_for(w.nap);
      w.log += w.name;
    });
  } else {
    struct step {
      writer w;
      typename W::strategy_type::action operator()() {
        if (w.left-- > 0) {
          w.log += w.name;
          return W::yield(*this);
        }
        return W::sleep_for(w.nap, [ours = w] {
          ours.log += ours.name;
          return W::done();
        });
      }
    };
    world.spawn(name, step{w});
  }
}

// Receives until it gets 0; keeps the sum. Throws at a negative number.
template <class W> struct adder {
  channel<int, W>& in;
  int& sum;
  int& alive;
};
template <class W> auto spawn_adder(W& world, adder<W> a) {
  if constexpr (W::style == dialect::co) {
    return world.spawn("adder", [a]() -> typename W::template body_of<> {
      witness const here(a.alive);
      while (int const n = co_await a.in.receive()) {
        if (n < 0) throw n;
        a.sum += n;
      }
    });
  } else {
    struct step {
      adder<W> a;
      std::shared_ptr<witness> here;
      typename W::strategy_type::action operator()() {
        return a.in.receive([me = *this](int n) mutable {
          if (n < 0) throw n;
          me.a.sum += n;
          return n == 0 ? W::done() : me();
        });
      }
    };
    return world.spawn("adder", step{a, std::make_shared<witness>(a.alive)});
  }
}

// Sends last, last-1, … 0.
template <class W> auto spawn_sender(W& world, channel<int, W>& out, int last) {
  if constexpr (W::style == dialect::co) {
    return world.spawn("sender", [&out, last]() -> typename W::template body_of<> {
      for (int n = last; n >= 0; --n) co_await out.send(n);
    });
  } else {
    struct step {
      channel<int, W>& to;
      int n;
      typename W::strategy_type::action operator()() const {
        if (n < 0) return W::done();
        return to.send(n, step{to, n - 1});
      }
    };
    return world.spawn("sender", step{out, last});
  }
}

struct microthread_co_and_cps : other_bodies {
  template <class S, dispatch D> static std::string trace(any_order const& order) {
    scheduler<any_order, S, virtual_clock, D> world(order);
    std::string log;
    spawn_writer(world, {log, 'a', 3, 2h});
    spawn_writer(world, {log, 'b', 2, 1h});
    spawn_writer(world, {log, 'c', 4, 1h});
    BOOST_TEST(world.run().empty());
    return log +
           std::to_string(std::chrono::hours(world.clock().now().time_since_epoch() / 1h).count());
  }

  template <class S> static void have_the_order_of_the_direct() {
    auto const on = [](any_order const& order) {
      auto const direct = trace<stack, dispatch::hand_off>(order);
      BOOST_TEST((trace<S, dispatch::hand_off>(order)) == direct);
      BOOST_TEST((trace<S, dispatch::hub>(order)) == direct);
    };
    on(any_order(fifo()));
    on(any_order(lifo()));
    for (unsigned seed = 0; seed < 5; ++seed) on(any_order(dice(seed)));
  }

  template <class S> static void meet_at_a_channel() {
    using W = scheduler<fifo, S>;
    int sum = 0, alive = 0;
    {
      W world;
      channel<int, W> c(world);
      spawn_adder<W>(world, {c, sum, alive});
      spawn_sender(world, c, 1'000);
      BOOST_TEST(world.run().empty());
      BOOST_TEST(sum == 500'500);
      spawn_adder<W>(world, {c, sum, alive});
      auto const left = world.run();
      BOOST_REQUIRE_EQUAL(left.size(), 1u);
      BOOST_TEST(left[0].name == "adder");
      BOOST_TEST(std::string(left[0].waits_for) == "receive");
      BOOST_TEST(alive == 1);
    }
    BOOST_TEST(alive == 0);
  }

  template <class S> static void throw_out_of_run() {
    using W = scheduler<fifo, S>;
    int sum = 0, alive = 0;
    std::string log;
    W world;
    channel<int, W> c(world);
    auto failing = spawn_adder<W>(world, {c, sum, alive});
    spawn_writer(world, {log, 'a'});
    spawn_sender(world, c, -1);  // nothing
    auto const negative = spawn_negative(world, c);
    BOOST_CHECK_EXCEPTION(world.run(), int, [](int n) { return n == -5; });
    BOOST_TEST(failing.finished());
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "aaaa");
    BOOST_TEST(alive == 0);
  }
  template <class W> static auto spawn_negative(W& world, channel<int, W>& out) {
    if constexpr (W::style == dialect::co) {
      return world.spawn("negative",
                         [&out]() -> typename W::template body_of<> { co_await out.send(-5); });
    } else {
      return world.spawn("negative", [&out] { return out.send(-5, [] { return W::done(); }); });
    }
  }

  template <class S> static void join() {
    using W = scheduler<fifo, S>;
    std::string log;
    W world;
    if constexpr (S::style == dialect::co) {
      world.spawn("parent", [&]() -> typename W::template body_of<> {
        auto child = world.spawn("child", [&]() -> typename W::template body_of<> {
          co_await W::yield();
          log += "child ";
        });
        co_await child.join();
        co_await child.join();
        log += "parent";
      });
    } else {
      world.spawn("parent", [&] {
        auto child = std::make_shared<typename W::handle>(world.spawn("child", [&] {
          return W::yield([&] {
            log += "child ";
            return W::done();
          });
        }));
        return child->join([&, child] {
          return child->join([&] {
            log += "parent";
            return W::done();
          });
        });
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "child parent");
  }

  template <class S> static void live_by_the_hundred_thousand() {
    using W = scheduler<fifo, S>;
    int const n = many_alive<S>(100'000);
    std::string log;
    W world;
    for (int i = 0; i < n; ++i) spawn_writer(world, {log, 'x', 2});
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log.size() == static_cast<std::size_t>(3 * n));
  }

  template <class S> static void check() {
    have_the_order_of_the_direct<S>();
    meet_at_a_channel<S>();
    throw_out_of_run<S>();
    join<S>();
    live_by_the_hundred_thousand<S>();
  }
};
every_strategy<microthread_co_and_cps> const microthread_co_and_cps_here;

}  // namespace
}  // namespace kont::conformance
