// papers/workloads/effects_plain.hpp -- the programs of the common effect-handler suite without any
// effects: loops, recursion, an exception. What all others are divided by.
#pragma once
#include <algorithm>
#include <deque>

#include "papers/workloads/effects_choices.hpp"
#include "papers/workloads/effects_state.hpp"
#include "papers/workloads/effects_streams.hpp"
#include "papers/workloads/opaque.hpp"

namespace kont::workloads::suite::plain {

// Keeps a loop from being folded.
[[gnu::always_inline]] inline void opaque(number& x) { asm volatile("" : "+r"(x)); }

inline number countdown(number n) {
  for (; n != 0; --n) opaque(n);
  return n;
}
/// fib(0) = fib(1) = 1, as the suite's description has it.
[[gnu::noinline]] inline number fibonacci_recursive(number n) {
  return n < 2 ? 1 : fibonacci_recursive(n - 1) + fibonacci_recursive(n - 2);
}
inline number product(number const* x, number const* end) {
  if (x == end) return 0;
  if (*x == 0) throw number{0};
  return *x * product(x + 1, end);
}
inline number product_early(number n) {
  auto const xs = descending();
  number sum = 0;
  for (number i = 0; i < n; ++i) {
    try {
      sum += product(xs.data(), xs.data() + xs.size());
    } catch (number r) { sum += r; }
  }
  return sum;
}
inline number iterator(number n) {
  number sum = 0;
  for (number i = 0; i <= n; ++i) {
    opaque(i);
    sum += i;
  }
  return sum;
}
inline number generator(number n) {
  std::deque<tree> room;
  number sum = 0;
  auto f = [&sum](number v) { sum += v; };
  visit(tree_of(n, room), f);
  return sum;
}
inline number parsing_dollars(number n) {
  number sum = 0;
  for (number line = 0; line <= n; ++line) {
    for (number left = line; left != 0; --left) opaque(left), ++sum;
  }
  return sum;
}
inline number nqueens(number n) {
  struct {
    number n;
    number place(number row, queens const* placed) const {
      if (row == n) return 1;
      number sum = 0;
      for (number i = 1; i <= n; ++i) {
        queens const next{i, placed};
        if (safe(i, placed)) sum += place(row + 1, &next);
      }
      return sum;
    }
  } const board{n};
  return board.place(0, nullptr);
}
inline number tree_explore(number n, number times) {
  std::deque<tree> room;
  struct walk {
    number now = 0, most = 0;
    // What remains to be done with an answer is the list of nodes above.
    void explore(tree const* t, std::vector<number>& above) {
      if (t == nullptr) {
        number x = now;
        for (auto v = above.rbegin(); v != above.rend(); ++v) x = mix(*v, x);
        most = std::max(most, x);
        return;
      }
      for (int side = 0; side < 2; ++side) {
        now = mix(now, t->value);
        above.push_back(t->value);
        explore(t->branch, above);
        above.pop_back();
      }
    }
  } w;
  tree const* const root = tree_of(n, room);
  std::vector<number> above;
  for (; times > 0; --times) {
    w.most = 0;
    w.explore(root, above);
    w.now = w.most;
  }
  return w.now;
}
inline number triples(number n) {
  number sum = 0;
  for (number i = n; i >= 1; --i) {
    for (number j = i - 1; j >= 1; --j) {
      for (number k = j - 1; k >= 1; --k) {
        if (i + j + k == n) sum = (sum + hash_of(i, j, k)) % modulus;
      }
    }
  }
  return sum;
}
inline number resume_nontail(number n, number times) {
  number s = 0;
  for (; times > 0; --times) {
    for (number i = 1; i <= n; ++i) s = mix(i, s);
  }
  return s;
}
inline number handler_sieve(number n) {
  std::vector<number> found;
  number sum = 0;
  for (number i = 2; i < n; ++i) {
    if (std::any_of(found.rbegin(), found.rend(), [i](number p) { return i % p == 0; })) continue;
    found.push_back(i);
    sum += i;
  }
  return sum;
}

}  // namespace kont::workloads::suite::plain
