// papers/workloads/effects_streams.hpp -- of the common effect-handler suite: iterator, generator,
// parsing_dollars and handler_sieve, by handlers and by generators.
#pragma once
#include <deque>
#include <utility>

#include "continuations/control/effects.hpp"
#include "generators/generator.hpp"
#include "papers/workloads/effects_state.hpp"

namespace kont::workloads::suite {

struct emit {
  static constexpr char const* name = "emit";
  struct value : operation<emit, void(number)> {};
  using operations = operation_list<value>;
};

/// Adds up 0 … n, which a loop emits. The clause runs in place.
template <class S> number iterator(number n) {
  number sum = 0;
  handle<S>(handler(answers<emit::value>([&sum](number v) { sum += v; })), [n] {
    for (number i = 0; i <= n; ++i) perform<emit::value, S>(i);
  });
  return sum;
}
template <class S> number iterator_generated(number n) {
  number sum = 0;
  auto all = generator<number, S>([n](auto& yield) {
    for (number i = 0; i <= n; ++i) yield(i);
  });
  for (number const v : all) sum += v;
  return sum;
}

/// A tree whose two branches are one: 2ⁿ leaves in n nodes.
struct tree {
  tree const* branch;
  number value;
};
/// Of the depth n; its nodes last as long as `room`.
inline tree const* tree_of(number n, std::deque<tree>& room) {
  tree const* made = nullptr;
  for (number i = 1; i <= n; ++i) made = &room.emplace_back(tree{made, i});
  return made;
}
/// In order.
template <class F> void visit(tree const* t, F& f) {
  if (t == nullptr) return;
  visit(t->branch, f);
  f(t->value);
  visit(t->branch, f);
}

/// What a tree emits next, and how to go on.
template <class S> struct emitted {
  number value = 0;
  sub_continuation<void, emitted, S> rest;
};
/// Walks the tree, and hands out its values one by one, each with the rest of the walk.
template <class S> number generator_handled(number n) {
  std::deque<tree> room;
  auto const clause = [](auto k, number v) { return emitted<S>{v, std::move(k)}; };
  auto next = handle<S>(handler(resumes<emit::value>(clause)), [t = tree_of(n, room)] {
    auto f = [](number v) { perform<emit::value, S>(v); };
    visit(t, f);
    return emitted<S>{};
  });
  number sum = 0;
  while (next.rest) {
    sum += next.value;
    next = std::move(next.rest)();
  }
  return sum;
}
template <class S> number generator_generated(number n) {
  std::deque<tree> room;
  number sum = 0;
  auto all = generator<number, S>([t = tree_of(n, room)](auto& yield) { visit(t, yield); });
  for (number const v : all) sum += v;
  return sum;
}

struct read {
  static constexpr char const* name = "read";
  struct character : operation<read, char()> {};
  using operations = operation_list<character>;
};
struct stop {
  static constexpr char const* name = "stop";
  struct now : operation<stop, void()> {};
  using operations = operation_list<now>;
};

template <class S> void parse_dollars() {
  for (number a = 0;;) {
    char const c = perform<read::character, S>();
    if (c == '$') {
      ++a;
    } else if (c == '\n') {
      perform<emit::value, S>(a);
      a = 0;
    } else {
      perform<stop::now, S>();
    }
  }
}
/// Reads lines of 0 … n dollars, adds up their lengths, and is stopped by who feeds it: a clause
/// that itself performs.
template <class S> number parsing_dollars(number n) {
  struct {
    number n, sum = 0, line = 0, left = 0;
  } s{n};
  auto const feed = [&s] {
    if (s.line > s.n) perform<stop::now, S>();
    if (s.left == 0) return s.left = ++s.line, '\n';
    return --s.left, '$';
  };
  handle<S>(handler(answers<emit::value>([&s](number v) { s.sum += v; })), [feed] {
    handle<S>(handler(aborts<stop::now>([] {})), [feed] {
      handle<S>(handler(answers<read::character>(feed)), [] { parse_dollars<S>(); });
    });
  });
  return s.sum;
}

struct prime {
  static constexpr char const* name = "prime";
  struct is : operation<prime, bool(number)> {};
  using operations = operation_list<is>;
};

/// Adds up the primes from i to n; each one found puts up a handler that sieves its multiples out,
/// and asks those around it for the rest.
template <class S> number primes(number i, number n, number a) {
  for (; i < n; ++i) {
    if (perform<prime::is, S>(i)) {
      auto const sieve = [i](auto k, number e) {
        bool const yes = e % i != 0 && perform<prime::is, S>(e);
        return std::move(k).last(yes);
      };
      return handle<S>(handler(resumes<prime::is>(sieve)),
                       [=] { return primes<S>(i + 1, n, a + i); });
    }
  }
  return a;
}
template <class S> number handler_sieve(number n) {
  return handle<S>(handler(answers<prime::is>([](number) { return true; })),
                   [n] { return primes<S>(2, n, 0); });
}

}  // namespace kont::workloads::suite
