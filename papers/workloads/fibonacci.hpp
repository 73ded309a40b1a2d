// papers/workloads/fibonacci.hpp -- how many forks the slow way to Fibonacci's numbers makes.
#pragma once
#include <cstdint>

namespace kont::workloads {

/// fib(n) by two calls of itself, the first of which is forked: n, its forks, and what it gives.
struct fib_tree {
  int n;
  std::uint64_t forks, answer;
};

/// The largest tree with at most so many forks, which are at least 1. (Each call with n > 1 makes
/// one: fib(n + 1) - 1 in all.)
constexpr fib_tree largest_fib_tree(std::uint64_t forks) {
  for (fib_tree t{2, 1, 1};;) {
    fib_tree const next{t.n + 1, t.forks + t.answer, t.forks + 1};
    if (next.forks > forks) return t;
    t = next;
  }
}
static_assert(largest_fib_tree(1).forks == 1 && largest_fib_tree(2).n == 3);

inline constexpr std::uint64_t fib30_forks = 1'346'268;  // what the published tables have
static_assert(largest_fib_tree(fib30_forks).n == 30 && largest_fib_tree(fib30_forks - 1).n == 29);
static_assert(largest_fib_tree(fib30_forks).answer == 832'040);

}  // namespace kont::workloads
