// examples/lessons/02_cps_by_hand/solution.cpp -- two functions whose results go to a rest.
#include <functional>
#include <vector>

using rest = std::function<void(int)>;

void fibonacci(int n, rest k) {
  if (n < 2) return k(n);
  fibonacci(n - 1, [n, k](int a) { fibonacci(n - 2, [a, k](int b) { k(a + b); }); });
}

void find_from(std::size_t i, std::vector<int> const& numbers, int wanted, rest found,
               std::function<void()> missing) {
  if (i == numbers.size()) return missing();
  if (numbers[i] == wanted) return found(static_cast<int>(i));
  find_from(i + 1, numbers, wanted, found, missing);
}
void find(std::vector<int> const& numbers, int wanted, rest found, std::function<void()> missing) {
  find_from(0, numbers, wanted, found, missing);
}

#include "examples/lessons/02_cps_by_hand/checks.hpp"
