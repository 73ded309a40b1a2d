// tests/conformance/coroutine_co_and_cps.cpp -- bodies that co_await a transfer, or return one,
// behave like those of the dialect direct.
#include <memory>
#include <vector>

#include "continuations/strategies/closure.hpp"
#include "continuations/strategies/frame.hpp"
#include "coroutines/coroutine.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

// Passes on to `next` one more than it gets, until it gets `last`: that goes to `home`, or is
// thrown there if `fails`.
template <class C> struct player {
  C& home;
  C*& next;
  int last;
  bool fails;
  int& alive;
};

template <class C> auto player_co(player<C> p) {
  return [p](C& self, int i) -> typename C::template body_of<> {
    witness const here(p.alive);
    while (i < p.last) i = co_await self.transfer(*p.next, i + 1);
    if (p.fails) throw i;
    co_return self.end(p.home, i);
  };
}
template <class C> struct player_cps {
  player<C> p;
  witness here;
  C* self = nullptr;
  auto operator()(C& me, int first) {
    self = &me;
    return (*this)(first);
  }
  auto operator()(int i) -> decltype(self->finish(p.home, i)) {
    if (i < p.last) {
      C* const me = self;
      return me->transfer(*p.next, i + 1, std::move(*this));
    }
    if (p.fails) throw i;
    return self->finish(p.home, i);
  }
};
template <class S> std::unique_ptr<coroutine<int, S>> make(player<coroutine<int, S>> p) {
  using C = coroutine<int, S>;
  if constexpr (S::style == dialect::co) {
    return std::make_unique<C>(player_co(p));
  } else {
    return std::make_unique<C>(player_cps<C>{p, witness(p.alive)});
  }
}

struct coroutine_co_and_cps : other_bodies {
  // A ring of n, driven from native code; `last` is where it ends.
  template <class S> struct ring {
    using C = coroutine<int, S>;
    int alive = 0;
    C me;
    C* home = &me;
    std::vector<C*> next;
    std::vector<std::unique_ptr<C>> all;
    ring(int n, int last, bool fails) : next(static_cast<std::size_t>(n)) {
      for (auto& its_next : next) all.push_back(make<S>({me, its_next, last, fails, alive}));
      for (std::size_t i = 0; i < next.size(); ++i) next[i] = all[(i + 1) % next.size()].get();
    }
  };

  template <class S> static void bring_values_both_ways() {
    ring<S> r(1, 1'000'000, false);
    r.next[0] = &r.me;  // back to us each time
    for (int i = 0; i < 10; ++i) BOOST_TEST(r.me.drive(*r.all[0], 10 * i) == 10 * i + 1);
    BOOST_TEST(r.me.drive(*r.all[0], 1'000'000) == 1'000'000);
    BOOST_TEST(!r.all[0]->suspended());
  }

  // A hundred thousand transfers in a row use no stack.
  template <class S> static void go_round_a_ring() {
    ring<S> r(100, 100'000, false);
    BOOST_TEST(r.me.drive(*r.all[0], 0) == 100'000);
    BOOST_TEST(r.alive == 99);
    r.all.clear();
    BOOST_TEST(r.alive == 0);
  }

  template <class S> static void throw_in_the_thread() {
    ring<S> r(3, 7, true);
    BOOST_CHECK_EXCEPTION(r.me.drive(*r.all[0], 0), int, [](int i) { return i == 7; });
    BOOST_TEST(r.alive == 2);
    BOOST_TEST(!r.all[1]->suspended());
    // me is the one that runs, and the others may go on
    BOOST_CHECK_EXCEPTION(r.me.drive(*r.all[0], 8), int, [](int i) { return i == 8; });
  }

  template <class S> static void are_dropped_before_they_begin() {
    int alive = 0;
    {
      coroutine<int, S> me;
      auto* next = &me;
      auto const unbegun = make<S>({me, next, 1, false, alive});
      BOOST_TEST(unbegun->suspended());
    }
    BOOST_TEST(alive == 0);
  }

  template <class S> static void check() {
    bring_values_both_ways<S>();
    go_round_a_ring<S>();
    throw_in_the_thread<S>();
    are_dropped_before_they_begin<S>();
  }
};
every_strategy<coroutine_co_and_cps> const coroutine_co_and_cps_here;

}  // namespace
}  // namespace kont::conformance
