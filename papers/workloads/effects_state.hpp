// papers/workloads/effects_state.hpp -- of the common effect-handler suite: countdown,
// product_early and resume_nontail, by handlers.
//
// (github.com/effect-handlers/effect-handlers-bench; descriptions/NAME/README.md. The programs here
// are ours.)
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "continuations/control/effects.hpp"
#include "lib/stacks/annotate.hpp"

namespace kont::workloads::suite {

using number = std::int64_t;

/// What mixes the answers of three of the programs.
inline number mix(number x, number y) {
  number const m = x - 503 * y + 37;
  return (m < 0 ? -m : m) % 1009;
}

struct state {
  static constexpr char const* name = "state";
  struct get : operation<state, number()> {};
  struct put : operation<state, void(number)> {};
  using operations = operation_list<get, put>;
};

/// Counts a state down to 0, each step a get and a put. The clauses run in place.
template <class S, lookup By = lookup::evidence> number countdown(number n) {
  number s = n;
  return handle<S>(handler(answers<state::get>([&s] { return s; }),
                           answers<state::put>([&s](number v) { s = v; })),
                   [] {
                     while (true) {
                       number const i = perform<state::get, S, By>();
                       if (i == 0) return i;
                       perform<state::put, S, By>(i - 1);
                     }
                   });
}

/// The same by clauses that capture and resume.
template <class S, lookup By = lookup::evidence> number countdown_resumed(number n) {
  number s = n;
  auto const state_of_s =
      handler(resumes<state::get>([&s](auto k) { return std::move(k).last(s); }),
              resumes<state::put>([&s](auto k, number v) { return s = v, std::move(k).last(); }));
  return handle<S>(state_of_s, [] {
    while (true) {
      number const i = perform<state::get, S, By>();
      if (i == 0) return i;
      perform<state::put, S, By>(i - 1);
    }
  });
}

struct done {
  static constexpr char const* name = "done";
  struct with : operation<done, number(number)> {};
  using operations = operation_list<with>;
};

/// The list that is multiplied: 1000 … 0. The zero comes last.
inline std::vector<number> descending() {
  std::vector<number> xs;
  for (number i = 1000; i >= 0; --i) xs.push_back(i);
  return xs;
}
template <class S> number product(number const* x, number const* end) {
  if (x == end) return 0;
  return *x == 0 ? perform<done::with, S>(0) : *x * product<S>(x + 1, end);
}

/// Multiplies the list n times, and breaks off at its zero: 1000 frames down. They unwind.
template <class S> number product_early(number n) {
  auto const xs = descending();
  number sum = 0;
  for (number i = 0; i < n; ++i) {
    sum +=
        handle<S>(handler(aborts<done::with>([](number r) { return r; })),
                  [from = xs.data(), to = xs.data() + xs.size()] { return product<S>(from, to); },
                  {.size = stacks::frames_grow * 1024 * 1024});
  }
  return sum;
}

struct operate {
  static constexpr char const* name = "operate";
  struct on : operation<operate, void(number)> {};
  using operations = operation_list<on>;
};

/// Resumes where there is work left to do afterwards: n resumptions deep, `times` over.
template <class S> number resume_nontail(number n, number times) {
  number s = 0;
  for (; times > 0; --times) {
    auto const clause = [](auto k, number x) { return mix(x, std::move(k)()); };
    s = handle<S>(handler(resumes<operate::on>(clause)), [n, s] {
      for (number i = n; i > 0; --i) perform<operate::on, S>(i);
      return s;
    });
  }
  return s;
}

}  // namespace kont::workloads::suite
