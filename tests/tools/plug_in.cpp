// tests/tools/plug_in.cpp -- kont in a plug-in: two bodies, each suspended inside its catch block.
#include "continuations/strategies/stack.hpp"
#include "generators/generator.hpp"

namespace {

kont::generator<int> caught(int first) {
  return kont::generator<int>([first](auto& yield) {
    try {
      throw first;
    } catch (int n) {
      yield(n);
      try {
        throw;
      } catch (int again) { yield(again + 1); }
    }
  });
}

}  // namespace

/// 1, 10, 2, 11: suspended inside their catch blocks, neither sees the exception of the other.
extern "C" int rethrows() {
  auto one = caught(1), ten = caught(10);
  auto a = one.begin(), b = ten.begin();
  int digits = *a * 1000 + *b * 100;
  ++a, ++b;
  return digits + *a * 10 + *b;
}
