// papers/cores/trees.hpp -- trees of tasks: skynet, and the Fibonacci numbers the slow way.
//
// Skynet (Alexander Temerev, 2016): ten children each, 1,000,000 leaves; a leaf gives its number,
// and the root their sum. Each leaf and node is a task. fib(30): Frigo, Leiserson & Randall: The
// implementation of the Cilk-5 multithreaded language, PLDI 1998.
#pragma once
#include <cstdint>

namespace kont::cores {

using number = std::uint64_t;
inline constexpr number leaf_count = 1'000'000, answer = 499'999'500'000;
inline constexpr int fib_of = 30, fib_answer = 832'040, fib_forks = 1'346'268;

/// A node of the tree: `child(f)` begins a task that does f(), and returns what join()s it.
template <class Child> number node(number first, number size, Child const& child) {
  if (size == 1) return first;
  number sums[10];
  decltype(child([] {})) joins[10];
  for (number k = 0; k < 10; ++k) {
    joins[k] = child([&sums, k, first, size, &child] {
      sums[k] = node(first + k * size / 10, size / 10, child);
    });
  }
  number sum = 0;
  for (number k = 0; k < 10; ++k) {
    joins[k].join();
    sum += sums[k];
  }
  return sum;
}
/// Each call with n > 1 forks one child.
template <class Child> int fib(int n, Child const& child) {
  if (n < 2) return n;
  int left;
  auto joins = child([&left, n, &child] { left = fib(n - 1, child); });
  int const right = fib(n - 2, child);
  joins.join();
  return left + right;
}

inline constexpr auto skynet = [](auto const& child) { return node(0, leaf_count, child); };
inline constexpr auto fib30 = [](auto const& child) { return fib(fib_of, child); };

/// Skynet by Boost.Fiber, on this thread. (Where there is Boost.Fiber.)
number skynet_of_fibers();

}  // namespace kont::cores
