// papers/workloads/evaluations.hpp -- small recursive programs as lists of evaluations: how many
// calls each makes, and what it gives.
#pragma once
#include <cstdint>
#include <span>

namespace kont::workloads {

/// A program with arguments: all of its calls, those that loop in place too, and its value.
struct evaluation {
  std::uint64_t x, y, z, calls, value;
};

/// fib(x), the slow way.
inline constexpr evaluation evaluations_of_fib[]{
    {20, 0, 0, 21'891, 6'765}, {10, 0, 0, 177, 55}, {5, 0, 0, 15, 5}, {1, 0, 0, 1, 1}};
/// tak(x, y, z): Takeuchi's function, as McCarthy wrote it down.
inline constexpr evaluation evaluations_of_tak[]{
    {18, 12, 6, 63'609, 7}, {9, 6, 3, 293, 6}, {3, 2, 1, 5, 2}, {0, 1, 0, 1, 0}};
/// ack(x, y): Ackermann's function, as Péter wrote it down. The first waits 509 calls deep.
inline constexpr evaluation evaluations_of_ack[]{
    {3, 6, 0, 172'233, 509}, {3, 3, 0, 2'432, 61}, {2, 2, 0, 27, 7}, {0, 0, 0, 1, 1}};

/// So many calls: the evaluation that has most of them as long as there are enough, then the next.
/// Calls one(evaluation) for each, and adds up what that gives.
template <class F>
constexpr std::uint64_t evaluate(std::span<evaluation const> all, std::uint64_t calls, F one) {
  std::uint64_t sum = 0;
  for (auto const& e : all)
    for (; calls >= e.calls; calls -= e.calls) sum += one(e);
  return sum;
}

}  // namespace kont::workloads
