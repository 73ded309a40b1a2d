// examples/lessons/01_the_rest/solution.cpp -- a countdown that is resumed for each number.
#include <utility>

#include "continuations/strategies/stack.hpp"
#include "examples/lessons/check.hpp"

using kont::stack;
using kont::transfer;
using continuation = stack::continuation;

continuation countdown(int from, lesson::trace& say) {
  return stack::start([from, &say](kont::arrival<continuation>& other) {
    for (int n = from; n > 0; --n) {
      say.push_back(std::to_string(n));
      transfer(other);
    }
    say.push_back("lift-off");
  });
}

int run_out(continuation k) {
  int times = 0;
  for (; k; ++times) k = std::move(k).resume().from;
  return times;
}

#include "examples/lessons/01_the_rest/checks.hpp"
