// papers/workloads/fibonacci.hpp -- how many forks the slow way to Fibonacci's numbers makes.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

#include "papers/workloads/program_sizes.hpp"

namespace kont::workloads {

/// fib(n) by two calls of itself, the first of which is forked, from fib(60) down to fib(2): an
/// operation is a fork. (Each call with n > 1 makes one: fib(n + 1) - 1 in all.)
inline constexpr auto fib_trees = [] {
  std::array<program_size, 59> all{};
  program_size next{2, 1, 1};
  for (std::size_t i = all.size(); i-- > 0;) {
    all[i] = next;
    next = {next.argument + 1, next.operations + next.value, next.operations + 1};
  }
  return all;
}();

/// fib(30), which the published tables have.
inline constexpr program_size tree_of_fib30 = fib_trees[30];
inline constexpr std::uint64_t fib30_forks = 1'346'268;
static_assert(tree_of_fib30.argument == 30 && tree_of_fib30.operations == fib30_forks &&
              tree_of_fib30.value == 832'040);

}  // namespace kont::workloads
