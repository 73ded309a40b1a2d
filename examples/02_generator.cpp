// examples/02_generator.cpp -- a continuation that brings a value each time: a range, computed
// late.
#include <iostream>
#include <ranges>

#include "generators/generator.hpp"

int main() {
  // The body looks as if it printed its numbers one after the other. In truth it is suspended at
  // every yield, and goes on when the loop below asks for the next: so it may be endless.
  kont::generator<long> fibonacci([](auto& yield) {
    for (long a = 0, b = 1;;) {
      yield(a);
      b += a;
      a = b - a;
    }
  });

  // A generator is a range: all of std::views works on it.
  auto const even = [](long n) { return n % 2 == 0; };
  for (long n : std::move(fibonacci) | std::views::filter(even) | std::views::take(10)) {
    std::cout << n << ' ';
  }
  std::cout << '\n';
}
