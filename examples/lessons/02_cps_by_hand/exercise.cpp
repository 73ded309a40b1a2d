// examples/lessons/02_cps_by_hand/exercise.cpp -- two functions whose results go to a rest.
#include <functional>
#include <vector>

using rest = std::function<void(int)>;

// Calls k with the n-th Fibonacci number: 0, 1, 1, 2, 3, 5, ... Returns nothing, so that it cannot
// be written as k(fib(n - 1) + fib(n - 2)).
void fibonacci(int n, rest k) {
  // TODO
  (void)n, (void)k;
}

// Calls found(i) with the first place i of `wanted` among the numbers, or missing().
void find(std::vector<int> const& numbers, int wanted, rest found, std::function<void()> missing) {
  // TODO
  (void)numbers, (void)wanted, (void)found, (void)missing;
}

#include "examples/lessons/02_cps_by_hand/checks.hpp"
