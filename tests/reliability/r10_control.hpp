// tests/reliability/r10_control.hpp -- scenarios of r10: control operators, effects and marks.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "continuations/control/callcc.hpp"
#include "continuations/control/effects.hpp"
#include "continuations/control/marks.hpp"
#include "continuations/control/named.hpp"
#include "continuations/control/operators.hpp"
#include "continuations/control/reflect.hpp"
#include "continuations/control/shallow.hpp"
#include "continuations/strategies/copy.hpp"
#include "continuations/strategies/stack.hpp"
#include "tests/control/effects_tests.hpp"
#include "tests/reliability/r10_scenario.hpp"

namespace kont::failing {

using conformance::adds, conformance::amb, conformance::cell_effect;

struct maybe {
  template <class A> using of = std::optional<A>;
  template <class A> static of<A> unit(A a) { return a; }
  template <class A, class B, class F> static of<A> bind(of<B> m, F f) {
    return m ? f(*std::move(m)) : std::nullopt;
  }
};

template <class S> struct of_control {
  using text = std::string;
  static text long_text(char c) { return text(40, c); }

  // Prompts around prompts, each of which is captured with all that is in it, and goes on.
  static int nested(prompt<int, S> p, int n) {
    return push_prompt(p, [=] {
      int const inner = n == 0 ? 0 : nested(p, n - 1);
      return inner + capture<int>(p, [](auto k) { return std::move(k)(1) + 1; });
    });
  }
  static void prompts(unsigned seed) {
    int const n = static_cast<int>(6 + seed);
    expect(nested(prompt<int, S>("p"), n) == 2 * (n + 1), "what was captured lost something");
  }
  static void operators(unsigned seed) {
    int const n = static_cast<int>(seed);
    prompt<int, S> const p("p");
    auto const twice = [n](auto k) { return 2 * std::move(k)(n); };
    expect(reset(p, [=] { return 1 + shift(p, twice) + shift(p, twice); }) == 4 * (1 + 2 * n),
           "shift");
    expect(reset(p, [=] { return 1 + control(p, twice); }) == 2 * (1 + n), "control");
    expect(reset(p, [=] { return 1 + shift0(p, twice); }) == 2 * (1 + n), "shift0");
    expect(reset(p, [=] { return 1 + reset(p, [=] { return control0(p, twice); }); }) == 1 + 2 * n,
           "control0");
  }
  // Answers and values that own memory; who is captured is given up half the time.
  static void owners(unsigned seed) {
    prompt<text, S> const p("p");
    for (unsigned i = seed; i < seed + 4; ++i) {
      text const got = push_prompt(p, [=] {
        text const mine = long_text('a');
        return mine + capture<text>(p, [i](auto k) {
                 return i % 2 == 0 ? long_text('b') : std::move(k)(long_text('c'));
               });
      });
      expect(got == (i % 2 == 0 ? long_text('b') : long_text('a') + long_text('c')), "a text");
    }
  }
  static void tails(unsigned seed) {
    prompt<int, S> const p("p");
    int const n = static_cast<int>(5 + seed);
    int const got = push_prompt(p, [=] {
      int sum = 0;
      for (int i = 0; i < n; ++i)
        sum += shift<int>(p, [i](auto k) { return std::move(k).last(i); });
      return sum;
    });
    expect(got == n * (n - 1) / 2, "a tail");
  }
  static void callcc(unsigned seed) {
    callcc_world<int, S> world;
    auto* const w = &world;
    int wound = 0;
    int const n = static_cast<int>(5 + seed);
    int const got = world.run([=, &wound] {
      int sum = 0;
      for (int i = 0; i < n; ++i) {
        sum += w->template callcc<int>([=, &wound](auto k) {
          return w->dynamic_wind([&wound] { ++wound; }, [=] { return i % 2 == 0 ? k(1), 0 : 1; },
                                 [&wound] { --wound; });
        });
      }
      return sum;
    });
    expect(got == n && wound == 0, "callcc");
  }

  static int ask(int n) { return perform<conformance::ask::number, S>(n); }
  static void effects_in_place(unsigned seed) {
    int const n = static_cast<int>(seed);
    int const got = handle<S>(adds(1), [=] {
      int sum = ask(n);
      sum +=
          handle<S>(adds(2), [=] { return ask(n) + handle<S>(adds(3), [=] { return ask(n); }); });
      return sum;
    });
    expect(got == 3 * n + 6, "answers");
  }
  static void effects_outside(unsigned seed) {
    auto const noted = [](auto k, int v) {
      return long_text(static_cast<char>('0' + v)) + std::move(k)(v);
    };
    auto const logs = handler(resumes<conformance::ask::number>(noted),
                              returns([](int v) { return std::to_string(v); }));
    int const n = static_cast<int>(2 + seed % 3);
    text const got = handle<S>(logs, [=] {
      int sum = 0;
      for (int i = 0; i < n; ++i) sum += ask(i);
      return sum;
    });
    expect(got.size() == 40u * static_cast<unsigned>(n) + 1, "resumes");
  }
  static void effects_abort(unsigned seed) {
    int const n = static_cast<int>(seed);
    auto const gives_up =
        handler(aborts<conformance::ask::number>([](int) { return long_text('x') + "!"; }));
    for (int i = 0; i < 3; ++i) {
      text const got = handle<S>(gives_up, [=] {
        text const mine = long_text('m');
        return mine + std::to_string(ask(n));
      });
      expect(got.size() == 41, "aborts");
    }
  }
  static void effects_shallow(unsigned seed) {
    int const n = static_cast<int>(4 + seed);
    int const got = conformance::with_state<S>(0, [n] {
      for (int i = 0; i < n; ++i) perform<cell_effect::put, S>(perform<cell_effect::get, S>() + i);
      return perform<cell_effect::get, S>();
    });
    expect(got == n * (n - 1) / 2, "a state");
  }
  static void effects_often(unsigned) requires captures_fork<S> {
    using all = std::vector<int>;
    all const got = handle<S>(conformance::all_results<int, true>(), [] {
      int n = 0;
      for (int i = 0; i < 3; ++i) n = 2 * n + (perform<amb::flip, S>() ? 1 : 0);
      return n;
    });
    expect(got == all{7, 6, 5, 4, 3, 2, 1, 0}, "all sides of three coins");
  }
  static void named(unsigned seed) {
    int const n = static_cast<int>(seed);
    int const got = handle_named<S>(adds(1), [=](auto outer) {
      return handle_named<S>(adds(2), [=](auto inner) {
        return 10 * perform<conformance::ask::number>(outer, n) +
               perform<conformance::ask::number>(inner, n);
      });
    });
    expect(got == 10 * (n + 1) + n + 2, "a handler by name");
  }
  static void marks(unsigned seed) {
    mark_key<text, S> const key;
    int const n = static_cast<int>(3 + seed);
    prompt<int, S> const p("p");
    std::function<int(int)> const deeper = [&](int left) -> int {
      if (left == 0) return static_cast<int>(current_marks(key).size());
      return with_mark(key, long_text('m'), [&] {
        return left == 2 ? push_prompt(p, [&] { return deeper(left - 1); }) : deeper(left - 1);
      });
    };
    expect(deeper(n) == n, "marks");
  }
  static void reflects(unsigned seed) {
    reflection<maybe, int, S> exceptions;
    auto* const r = &exceptions;
    for (int i = 0; i < 4; ++i) {
      int const n = i + static_cast<int>(seed);
      auto const half = [](int v) { return v % 2 == 0 ? std::optional(v / 2) : std::nullopt; };
      auto const got = r->reify([=] { return 1 + r->template reflect<int>(half(n)); });
      expect(got.has_value() == (n % 2 == 0), "a monad");
    }
  }
};

}  // namespace kont::failing
