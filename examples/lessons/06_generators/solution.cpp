// examples/lessons/06_generators/solution.cpp -- two sequences become one; two are compared.
#include <utility>

#include "generators/generator.hpp"

using kont::generator;

generator<int> merge(generator<int> a, generator<int> b) {
  return generator<int>([a = std::move(a), b = std::move(b)](auto& yield) mutable {
    auto i = a.begin(), j = b.begin();
    while (i != a.end() || j != b.end()) {
      bool const first = j == b.end() || (i != a.end() && *i <= *j);
      auto& from = first ? i : j;
      yield(+*from);
      ++from;
    }
  });
}

bool same(generator<int> a, generator<int> b) {
  auto i = a.begin(), j = b.begin();
  while (i != a.end() && j != b.end() && *i == *j) ++i, ++j;
  return i == a.end() && j == b.end();
}

#include "examples/lessons/06_generators/checks.hpp"
