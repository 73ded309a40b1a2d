// examples/lessons/09_resume_twice/exercise.cpp -- the puzzle answered, and amb.
#include <vector>

#include "continuations/control/operators.hpp"
#include "continuations/strategies/copy.hpp"

// A loop counts its rounds, once in its frame and once on the heap. It is saved when three rounds
// are over; three more are run; what was saved is resumed. What is that round's number?
constexpr int next_round_in_frame = 0;  // TODO
constexpr int next_round_on_heap = 0;   // TODO

using list = std::vector<int>;
inline kont::prompt<list, kont::copy> const choices("choices");

// What all runs of the program return.
template <class F> list every(F program) {
  return kont::reset(choices, [program] { return list{program()}; });
}

// Each of first .. last, each in a run of its own.
int amb(int first, int last) {
  // TODO
  (void)first, (void)last;
  return 0;
}
// Ends this run: it returns nothing.
void fail() {
  // TODO
}

#include "examples/lessons/09_resume_twice/checks.hpp"
