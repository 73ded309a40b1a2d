// tests/control/effects_in_place_outward.cpp -- a clause in place that performs outward, in a chain
// of such: each sees what is outside of its own handler, before and after what the others did.
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

struct effects_in_place_outward : over_prompts {
  template <class S> static int ask_for(int n) { return perform<ask::number, S>(n); }

  // Handlers one inside the other, all with this clause; the body runs in the innermost, on a stack
  // for all their clauses.
  template <class S, class Clause, class Body> static int inside(int n, Clause clause, Body body) {
    if (n == 0) return body();
    auto const below = [n, clause, body] { return inside<S>(n - 1, clause, body); };
    return handle<S>(handler(answers<ask::number>(clause)), below,
                     {.size = n == 1 ? std::size_t{1} << 23 : 0});
  }

  // Twice: after the first question a clause is where it was.
  template <class S> static void each_asks_the_next() {
    int const n = many_alive<S>(2'000);
    auto const one_more = [](int v) { return ask_for<S>(v) + 1; };
    int const sum = handle<S>(handler(answers<ask::number>([](int v) { return v; })), [&] {
      return inside<S>(n, one_more, [] { return ask_for<S>(0) + ask_for<S>(100); });
    });
    BOOST_TEST(sum == 2 * n + 100);
    auto const both = [](int v) { return v == 0 ? 0 : ask_for<S>(v - 1) + ask_for<S>(v - 1) + 1; };
    int const doubled = handle<S>(handler(answers<ask::number>([](int v) { return v; })), [&] {
      return inside<S>(10, both, [] { return ask_for<S>(10); });
    });
    BOOST_TEST(doubled == 1023);  // 2^10 - 1
  }

  // The outermost captures all of them, with their clauses half way.
  template <class S> static void the_last_captures() {
    auto const twice = [](int v) { return ask_for<S>(v) + ask_for<S>(10 * v); };
    int const n = handle<S>(
        handler(resumes<ask::number>([](auto k, int v) { return 1000 + std::move(k)(v); })),
        [&] { return inside<S>(3, twice, [] { return ask_for<S>(1); }); });
    BOOST_TEST(n == 8000 + 11 * 11 * 11);
  }
  template <class S> static void the_last_throws() {
    auto const caught = [](int v) {
      try {
        return ask_for<S>(v);
      } catch (int thrown) { return ask_for<S>(0) + thrown; }
    };
    auto const last = [](int v) { return v == 0 ? 5 : throw v; };
    int const n = handle<S>(handler(answers<ask::number>(last)), [&] {
      return inside<S>(4, caught, [] { return ask_for<S>(7) + ask_for<S>(0); });
    });
    BOOST_TEST(n == 12 + 5);
  }
  // What unwinds asks outward, too.
  template <class S> static void dropped_half_way() {
    struct asks_at_the_end {
      int& heard;
      ~asks_at_the_end() { heard += ask_for<S>(1); }
    };
    int heard = 0;
    auto const guarded = [&](int v) {
      asks_at_the_end const here{heard};
      return ask_for<S>(v);
    };
    int const n = handle<S>(handler(answers<ask::number>([](int v) { return v; })), [&] {
      return handle<S>(handler(aborts<cell_effect::get>([] { return -1; }),
                               answers<cell_effect::put>([](int) {})),
                       [&] {
                         return handle<S>(
                             handler(answers<ask::number>([](int v) {
                               return v == 7 ? perform<cell_effect::get, S>() : v;
                             })),
                             [&] { return inside<S>(3, guarded, [] { return ask_for<S>(7); }); });
                       });
    });
    BOOST_TEST(n == -1);
    BOOST_TEST(heard == 4 + 2 + 1);
  }

  // A clause that unwinds: what its destructors ask is asked outside, as before.
  template <class S> static void unwinds_outward() {
    struct asks_at_the_end {
      int& heard;
      ~asks_at_the_end() { heard += ask_for<S>(1); }
    };
    int heard = 0;
    handle<S>(adds(1000), [&heard] {
      handle<S>(handler(aborts<cell_effect::get>([] {}), answers<cell_effect::put>([](int) {})),
                [&heard] {
                  auto const clause = [&heard](int v) {
                    asks_at_the_end const here{heard};
                    return perform<cell_effect::get, S>() + v;
                  };
                  handle<S>(handler(answers<ask::number>(clause)), [] { ask_for<S>(0); });
                });
      return 0;
    });
    BOOST_TEST(heard == 1001);
  }

  template <class S> static void check() {
    unwinds_outward<S>();
    each_asks_the_next<S>();
    the_last_captures<S>();
    the_last_throws<S>();
    dropped_half_way<S>();
  }
};
every_strategy<effects_in_place_outward> const effects_in_place_outward_here;

}  // namespace
}  // namespace kont::conformance
