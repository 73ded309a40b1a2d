// papers/workloads/queens_by_hand.hpp -- how many ways there are to place queens on a board, and no
// continuation is captured: a stack of our own, exceptions, success as an argument (as Prolog has
// it), and generators of what is safe.
#pragma once
#include <cstddef>
#include <functional>
#include <type_traits>
#include <utility>
#include <vector>

#include "generators/generator.hpp"
#include "generators/generator_frame.hpp"
#include "papers/workloads/effects_choices.hpp"

namespace kont::workloads::queens_by {

using suite::number;
using suite::queens;
using suite::safe;

/// Backtracking as a loop, over what is chosen so far.
inline number own_stack(number size) {
  std::vector<number> at{1};
  number sum = 0;
  auto const is_safe = [&at] {
    for (std::size_t above = 0; above + 1 < at.size(); ++above) {
      number const away = at.back() - at[above];
      auto const rows = static_cast<number>(at.size() - 1 - above);
      if (away == 0 || away == rows || away == -rows) return false;
    }
    return true;
  };
  while (!at.empty()) {
    if (at.back() > size) {
      at.pop_back();
      if (!at.empty()) ++at.back();
    } else if (!is_safe()) {
      ++at.back();
    } else if (static_cast<number>(at.size()) < size) {
      at.push_back(1);
    } else {
      ++sum;
      ++at.back();
    }
  }
  return sum;
}

/// A choice that fails throws, to who made the one before.
inline number exceptions(number size) {
  struct unsafe {};
  struct {
    number size, sum = 0;
    void place(number row, queens const* placed) {
      if (row == size) {
        ++sum;
        return;
      }
      for (number i = 1; i <= size; ++i) try {
          if (!safe(i, placed)) throw unsafe();
          queens const next{i, placed};
          place(row + 1, &next);
        } catch (unsafe const&) {}
    }
  } board{size};
  board.place(0, nullptr);
  return board.sum;
}

/// Predicates that call `yes` for each way in which they hold, and return where they do not.
inline number success(number size) {
  using yes = std::function<void()>;
  struct logic {
    static void between(number low, number high, number& x, yes const& then) {
      for (x = low; x <= high; ++x) then();
    }
    static void attacks_none(number const& x, queens const* placed, yes const& then) {
      if (safe(x, placed)) then();
    }
    static void solution(number row, number size, queens const* placed, yes const& then) {
      if (row == 0) return then();
      number x = 0;
      between(1, size, x, [&] {
        attacks_none(x, placed, [&] {
          queens const next{x, placed};
          solution(row - 1, size, &next, then);
        });
      });
    }
  };
  number sum = 0;
  logic::solution(size, size, nullptr, [&sum] { ++sum; });
  return sum;
}

/// The columns where a queen may stand, as a generator.
template <class S> generator<number, S> safe_columns(number size, queens const* placed) {
  return generator<number, S>([=](auto& yield) {
    for (number i = 1; i <= size; ++i)
      if (safe(i, placed)) yield(i);
  });
}
template <> inline generator<number, frame> safe_columns<frame>(number size, queens const* placed) {
  for (number i = 1; i <= size; ++i)
    if (safe(i, placed)) co_yield i;
}
template <class S> number generators(number size) {
  struct {
    number size;
    number place(number row, queens const* placed) const {
      if (row == size) return 1;
      number sum = 0;
      for (number const i : safe_columns<S>(size, placed)) {
        queens const next{i, placed};
        sum += place(row + 1, &next);
      }
      return sum;
    }
  } const board{size};
  return board.place(0, nullptr);
}

}  // namespace kont::workloads::queens_by
