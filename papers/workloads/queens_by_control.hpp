// papers/workloads/queens_by_control.hpp -- how many ways there are to place queens on a board: one
// program that chooses and fails, by shift, by control0, by the monad of lists, and by replay.
//
// (Koppel, Scherer, Solar-Lezama: Capturing the future by replaying the past, ICFP 2018.)
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "continuations/control/operators.hpp"
#include "continuations/control/reflect.hpp"

namespace kont::workloads::queens_by {

using number = std::int64_t;

/// Places queens where choose() says, row by row; returns 1, or what fail() does. What it needs
/// lies in its frame, so that each continuation of it has its own.
template <class Choose, class Fail> number place(number size, Choose choose, Fail fail) {
  std::array<number, 16> at{};
  for (number row = 0; row < size; ++row) {
    number const column = choose();
    for (number above = 0; above < row; ++above) {
      number const other = at[static_cast<std::size_t>(above)];
      number const away = column > other ? column - other : other - column;
      if (away == 0 || away == row - above) return fail();
    }
    at[static_cast<std::size_t>(row)] = column;
  }
  return 1;
}
inline number no_way() { return 0; }

/// The answer of the whole is the sum over all that may be chosen.
template <class S> number shift(number size) {
  prompt<number, S> const p("choice");
  auto const choose = [=] {
    return kont::shift(p, [=](auto k) {
      number sum = 0;
      for (number column = 1; column < size; ++column) sum += k.fork()(column);
      return sum + std::move(k)(0);
    });
  };
  return reset(p, [=] { return place(size, choose, no_way); });
}

/// Here k is bare: whoever calls it puts the prompt back.
template <class S> number control0(number size) {
  prompt<number, S> const p("choice");
  auto const choose = [=] {
    return kont::control0(p, [=](auto rest) {
      auto* const k = &rest;  // these frames are main's, and not forked
      number sum = 0;
      for (number column = 0; column < size; ++column)
        sum += reset(p, [=] { return k->fork()(column); });
      return sum;
    });
  };
  return reset(p, [=] { return place(size, choose, no_way); });
}

/// The monad of lists: what may be.
struct every {
  template <class A> using of = std::vector<A>;
  template <class A> static of<A> unit(A a) { return {a}; }
  template <class A, class B, class F> static of<A> bind(of<B> const& m, F f) {
    of<A> all;
    for (B const& b : m) {
      for (A const& a : f(b)) all.push_back(a);
    }
    return all;
  }
};

/// That monad reflected (Filinski 1994).
template <class S> number lists(number size) {
  reflection<every, number, S> all;
  auto* const r = &all;
  auto const choose = [=] {
    std::vector<number> columns;
    for (number column = 0; column < size; ++column) columns.push_back(column);
    return r->template reflect<number>(std::move(columns));
  };
  auto const fail = [=] { return r->template reflect<number>({}); };
  return static_cast<number>(r->reify([=] { return place(size, choose, fail); }).size());
}

/// No continuation at all: the program runs again from its beginning for each way, and is told
/// what it chose before.
inline number replay(number size) {
  std::vector<number> chosen;
  number sum = 0;
  do {
    std::size_t at = 0;
    auto const choose = [&] {
      if (at == chosen.size()) chosen.push_back(0);
      return chosen[at++];
    };
    sum += place(size, choose, no_way);
    while (!chosen.empty() && chosen.back() == size - 1) chosen.pop_back();
    if (!chosen.empty()) ++chosen.back();
  } while (!chosen.empty());
  return sum;
}

}  // namespace kont::workloads::queens_by
