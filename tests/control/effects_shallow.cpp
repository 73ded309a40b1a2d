// tests/control/effects_shallow.cpp -- a shallow handler handles once: what goes on is bare, or
// under whichever handler comes next.
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

struct effects_shallow : over_prompts {
  template <class S> static int ask_for(int n) { return perform<ask::number, S>(n); }
  template <class S> static int asks_twice() { return ask_for<S>(1) + ask_for<S>(2); }

  // The first question goes to it, the second past it.
  template <class S> static void once() {
    int const n = handle<S>(handler(answers<ask::number>([](int v) { return 100 * v; })), [] {
      return handle_shallow<S>(
          handler(resumes<ask::number>([](auto k, int v) { return std::move(k)(10 * v); })),
          asks_twice<S>);
    });
    BOOST_TEST(n == 210);
  }
  // The return clause is that of the handler in force at the end.
  template <class S> static void changes_hands() {
    auto const second = handler(resumes<ask::number>([](auto k, int v) { return std::move(k)(v); }),
                                returns([](int v) { return 1000 + v; }));
    auto const first = handler(
        resumes<ask::number>([second](auto k, int v) { return std::move(k).under(second, 5 * v); }),
        returns([](int v) { return v; }));
    BOOST_TEST(handle_shallow<S>(first, [] { return ask_for<S>(1); }) == 1005);
    BOOST_TEST(handle_shallow<S>(first, asks_twice<S>) ==
               7);  // the second has handled, and is gone
    BOOST_TEST(handle_shallow<S>(first, [] { return 3; }) == 3);
  }
  template <class S> static void state() {
    int const n = many_alive<S>(10'000);
    BOOST_TEST(with_state<S>(0, [n] {
                 for (int i = 0; i < n; ++i) {
                   perform<cell_effect::put, S>(perform<cell_effect::get, S>() + 1);
                 }
                 return perform<cell_effect::get, S>();
               }) == n);
  }
  template <class S> static void ends_otherwise() {
    int alive = 0;
    auto const drops = handler(resumes<ask::number>([](auto, int v) { return v; }));
    BOOST_TEST(handle_shallow<S>(drops, [&alive] {
                 witness const w(alive);
                 return 10 * ask_for<S>(7);
               }) == 7);
    auto const aborted = handler(aborts<ask::number>([](int v) { return v + 1; }));
    BOOST_TEST(handle_shallow<S>(aborted, asks_twice<S>) == 2);
    BOOST_CHECK_THROW(handle_shallow<S>(drops, []() -> int { throw 1; }), int);
  }
  // What runs when the body has ended may be captured, and forked.
  template <class S> static void return_clause_is_forked() {
    if constexpr (captures_fork<S>) {
      auto const all = handle<S>(all_results<int, true>(), [] {
        return handle_shallow<S>(
            handler(resumes<ask::number>([](auto k, int v) { return std::move(k)(v); }),
                    returns([](int x) { return perform<amb::flip, S>() ? x : -x; })),
            [] { return 1; });
      });
      BOOST_TEST((all == std::vector<int>{1, -1}));
    }
  }
  // Its body is, and each twin ends with the return clause.
  template <class S> static void body_is_forked() {
    if constexpr (captures_fork<S>) {
      auto const all = handle<S>(all_results<int, true>(), [] {
        return handle_shallow<S>(
            handler(resumes<ask::number>([](auto k, int v) { return std::move(k)(v); }),
                    returns([](int x) { return 10 * x; })),
            [] { return perform<amb::flip, S>() ? 1 : 2; });
      });
      BOOST_TEST((all == std::vector<int>{10, 20}));
    }
  }
  template <class S> static void check() {
    return_clause_is_forked<S>();
    body_is_forked<S>();
    once<S>();
    changes_hands<S>();
    state<S>();
    ends_otherwise<S>();
  }
};
every_strategy<effects_shallow> const effects_shallow_here;

}  // namespace
}  // namespace kont::conformance
