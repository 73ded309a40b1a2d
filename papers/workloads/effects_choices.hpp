// papers/workloads/effects_choices.hpp -- of the common effect-handler suite: nqueens, tree_explore
// and triples, whose continuations are resumed more than once.
#pragma once
#include <algorithm>
#include <array>
#include <deque>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "continuations/control/effects.hpp"
#include "papers/workloads/effects_state.hpp"
#include "papers/workloads/effects_streams.hpp"
#include "papers/workloads/opaque.hpp"

namespace kont::workloads::suite {

struct choice {
  static constexpr char const* name = "choice";
  struct of : operation<choice, number(number)> {};  ///< one of 1 … n
  struct fail : operation<choice, number()> {};
  using operations = operation_list<of, fail>;
};

/// The queens placed so far, the last one first. Cells are never freed before the end: a forked
/// computation refers to those of its twin.
struct queens {
  number column;
  queens const* rest;
};
inline bool safe(number queen, queens const* others) {
  number diagonal = 1;
  for (; others != nullptr; others = others->rest, ++diagonal) {
    if (queen == others->column || queen == others->column + diagonal ||
        queen == others->column - diagonal) {
      return false;
    }
  }
  return true;
}

/// How many ways there are to place n queens on a board of n × n.
template <class S> number nqueens(number n) {
  std::deque<queens> cells;
  auto const each = [](auto k, number size) {
    number sum = 0;
    for (number i = 1; i <= size; ++i) sum += k(i);
    std::move(k).discard();
    return sum;
  };
  return handle<S>(
      handler(resumes_often<choice::of>(each), discards<choice::fail>([] { return number{0}; }),
              returns([](queens const*) { return number{1}; })),
      [n, &cells] {
        queens const* placed = nullptr;
        for (number row = 0; row < n; ++row) {
          number const next = perform<choice::of, S>(n);
          if (!safe(next, placed)) perform<choice::fail, S>();
          placed = &cells.emplace_back(queens{next, placed});
        }
        return placed;
      });
}

/// The same in continuation-passing style, by hand.
inline number nqueens_cps(number n) {
  using rest = std::function<number(queens const*)>;
  struct {
    number n;
    number place(number row, queens const* placed, rest const& k) const {
      if (row == n) return k(placed);
      number sum = 0;
      for (number i = 1; i <= n; ++i) {
        if (!safe(i, placed)) continue;
        queens const next{i, placed};
        sum += place(row + 1, &next, k);
      }
      return sum;
    }
  } const board{n};
  return board.place(0, nullptr, [](queens const*) { return number{1}; });
}

/// The same without handlers: a computation that is told its choices, and forked before each but
/// the last. So none is dropped, and none unwinds.
template <class S> typename S::continuation placing_queens(number n) {
  return S::start([n](auto& other) {
    std::array<queens, 16> cells{};  // in its frame: each fork has its own
    queens const* placed = nullptr;
    for (std::size_t row = 0; row < static_cast<std::size_t>(n); ++row) {
      if (row > 0) transfer(other);
      auto const next = static_cast<number>(number_in(std::exchange(other.word, nullptr)));
      if (!safe(next, placed)) return;
      cells[row] = {next, placed};
      placed = &cells[row];
    }
    other.word = word_of(1);
  });
}
template <class K> number tell_all(K choice, number n) {
  number ways = 0;
  for (number i = 1; i <= n; ++i) {
    auto const word = word_of(static_cast<std::uint64_t>(i));
    auto a = (i < n ? choice.fork() : std::move(choice)).resume(word);
    ways += a.from ? tell_all(std::move(a.from), n) : static_cast<number>(number_in(a.word));
  }
  return ways;
}
template <class S> number nqueens_forked(number n) { return tell_all(placing_queens<S>(n), n); }

struct choose {
  static constexpr char const* name = "choose";
  struct side : operation<choose, bool()> {};
  using operations = operation_list<side>;
};

/// Follows every path down a tree, both sides of each node, mixing a state that all paths share.
template <class S> number tree_explore(number n, number times) {
  std::deque<tree> room;
  struct {
    tree const* root;
    number now = 0, most = 0;
  } s{tree_of(n, room)};
  struct walk {
    static number explore(number* now, tree const* t) {
      if (t == nullptr) return *now;
      perform<choose::side, S>();  // left and right are one tree
      *now = mix(*now, t->value);
      return mix(t->value, explore(now, t->branch));
    }
  };
  for (number i = 0; i < times; ++i) {
    s.most = 0;
    handle<S>(handler(resumes_often<choose::side>([](auto k) {
                        k(true);
                        return std::move(k).last(false);
                      }),
                      returns([&s](number x) { s.most = std::max(s.most, x); })),
              [&s] { return walk::explore(&s.now, s.root); });
    s.now = s.most;
  }
  return s.now;
}

inline constexpr number modulus = 1'000'000'007;
inline number hash_of(number i, number j, number k) {
  return (53 * i + 2809 * j + 148877 * k) % modulus;
}

struct flip {
  static constexpr char const* name = "flip";
  struct coin : operation<flip, bool()> {};
  struct fail : operation<flip, number()> {};
  using operations = operation_list<coin, fail>;
};
template <class S> number chosen_below(number n) {
  for (; n >= 1; --n) {
    if (perform<flip::coin, S>()) return n;
  }
  return perform<flip::fail, S>();
}
/// All i > j > k ≥ 1, i ≤ n, that add up to n: chosen coin by coin. Answers a hash of them.
template <class S> number triples(number n) {
  return handle<S>(handler(resumes_often<flip::coin>([](auto k) {
                             number const yes = k(true), no = k(false);
                             std::move(k).discard();
                             return (yes + no) % modulus;
                           }),
                           discards<flip::fail>([] { return number{0}; })),
                   [n] {
                     number const i = chosen_below<S>(n);
                     number const j = chosen_below<S>(i - 1);
                     number const k = chosen_below<S>(j - 1);
                     return i + j + k == n ? hash_of(i, j, k) : perform<flip::fail, S>();
                   });
}

}  // namespace kont::workloads::suite
