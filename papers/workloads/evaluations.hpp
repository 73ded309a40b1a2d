// papers/workloads/evaluations.hpp -- small recursive programs as lists of evaluations: how many
// calls each makes, and what it gives.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace kont::workloads {

/// A program with arguments: its operations, which are all of its calls, those that loop in place
/// too; and its value.
struct evaluation {
  std::uint64_t x, y, z, operations, value;
};

/// fib(x), the slow way: from fib(20) down to fib(1).
inline constexpr auto evaluations_of_fib = [] {
  std::array<evaluation, 20> all{};
  evaluation before{0, 0, 0, 1, 0}, last{1, 0, 0, 1, 1};
  for (std::size_t i = all.size(); i-- > 0;) {
    all[i] = last;
    last = {last.x + 1, 0, 0, before.operations + last.operations + 1, before.value + last.value};
    before = all[i];
  }
  return all;
}();
static_assert(evaluations_of_fib[0].operations == 21'891 && evaluations_of_fib[0].value == 6'765);
/// tak(x, y, z): Takeuchi's function, as McCarthy wrote it down.
inline constexpr evaluation evaluations_of_tak[]{
    {18, 12, 6, 63'609, 7}, {15, 10, 5, 10'345, 10}, {12, 8, 4, 1'733, 5}, {9, 6, 3, 293, 6},
    {6, 4, 2, 53, 3},       {3, 2, 1, 5, 2},         {0, 0, 0, 1, 0}};
/// ack(x, y): Ackermann's function, as Péter wrote it down. The first waits 509 calls deep.
inline constexpr evaluation evaluations_of_ack[]{
    {3, 6, 0, 172'233, 509}, {3, 3, 0, 2'432, 61}, {2, 2, 0, 27, 7}, {0, 0, 0, 1, 1}};

/// So many operations: the program that has most of them as long as there are enough, then the
/// next; the list begins with that. Calls one(program) for each, and adds up what that gives.
template <class Programs, class F>
constexpr std::uint64_t evaluate(Programs const& all, std::uint64_t operations, F one) {
  std::uint64_t sum = 0;
  for (auto const& e : all)
    for (; operations >= e.operations; operations -= e.operations) sum += one(e);
  return sum;
}

}  // namespace kont::workloads
