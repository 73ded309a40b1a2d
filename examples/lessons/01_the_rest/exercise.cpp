// examples/lessons/01_the_rest/exercise.cpp -- a countdown that is resumed for each number.
#include <utility>

#include "continuations/strategies/stack.hpp"
#include "examples/lessons/check.hpp"

using kont::stack;
using kont::transfer;
using continuation = stack::continuation;

// Whenever it is resumed it says the next number, from `from` down to 1, and hands control back;
// then it says "lift-off" and ends.
continuation countdown(int from, lesson::trace& say) {
  return stack::start([from, &say](kont::arrival<continuation>& other) {
    // TODO: say.push_back(std::to_string(n)) for each n, and transfer(other) after it
    (void)from, (void)say, (void)other;
  });
}

// Resumes k until nothing is left. Returns how often.
int run_out(continuation k) {
  // TODO
  (void)k;
  return 0;
}

#include "examples/lessons/01_the_rest/checks.hpp"
