// examples/lessons/06_generators/checks.hpp -- a merge is sorted, lazy, and may be endless.
#pragma once
#include "examples/lessons/check.hpp"

namespace {

kont::generator<int> listed(std::vector<int> numbers) {
  return kont::generator<int>([numbers](auto& yield) {
    for (int n : numbers) yield(+n);
  });
}
// from, from + step, ... without end; counts how many were asked for
kont::generator<int> endless(int from, int step, int& asked) {
  return kont::generator<int>([=, &asked](auto& yield) {
    for (int n = from;; n += step) {
      ++asked;
      yield(+n);
    }
  });
}
std::vector<int> taken(kont::generator<int> g, std::size_t most = 100) {
  std::vector<int> got;
  for (int n : g) {
    got.push_back(n);
    if (got.size() == most) break;
  }
  return got;
}

}  // namespace

int main() {
  using lesson::check;
  using numbers = std::vector<int>;
  check("1 4 and 2 3 9 merge in order", taken(merge(listed({1, 4}), listed({2, 3, 9}))),
        numbers{1, 2, 3, 4, 9},
        {{"1 2 3 4", "what is left of the longer one is forgotten"},
         {"1 4 2 3 9", "they are put one behind the other"},
         {"1 2 4 3 9", "they take turns, whatever comes"}});
  check("what is equal comes twice", taken(merge(listed({1, 1}), listed({1}))), numbers{1, 1, 1});
  check("nothing and something is something", taken(merge(listed({}), listed({5}))), numbers{5});

  int odd = 0, even = 0;
  {
    auto const merged = taken(merge(endless(1, 2, odd), endless(2, 2, even)), 4);
    check("endless ones merge as far as they are asked for", merged, numbers{1, 2, 3, 4});
  }
  check("for 1 2 3 4, three odd numbers are asked for at most", odd <= 3, true,
        {{"no", "a number is asked for before the last one was consumed"}});
  check("and two even ones are enough", even, 2);

  check("equal sequences are the same", same(listed({1, 2}), listed({1, 2})), true);
  check("a longer one is another", same(listed({1, 2}), listed({1, 2, 3})), false);
  check("so is a shorter one", same(listed({1, 2}), listed({1})), false);
  int asked = 0;
  check("endless ones differ at their first difference",
        same(endless(0, 1, asked), endless(0, 2, asked)), false);
  check("after it nothing is asked for", asked, 4);
  return lesson::done();
}
