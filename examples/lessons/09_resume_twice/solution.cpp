// examples/lessons/09_resume_twice/solution.cpp -- the puzzle answered, and amb.
#include <vector>

#include "continuations/control/operators.hpp"
#include "continuations/strategies/copy.hpp"

// A loop counts its rounds, once in its frame and once on the heap. It is saved when three rounds
// are over; three more are run; what was saved is resumed. What is that round's number?
constexpr int next_round_in_frame = 4;
constexpr int next_round_on_heap = 7;

using list = std::vector<int>;
inline kont::prompt<list, kont::copy> const choices("choices");

// What all runs of the program return.
template <class F> list every(F program) {
  return kont::reset(choices, [program] { return list{program()}; });
}

int amb(int first, int last) {
  return kont::capture<int>(choices, [=](auto k) {
    list all;
    for (int i = first; i <= last; ++i) {
      list const some = k.fork()(i);
      all.insert(all.end(), some.begin(), some.end());
    }
    return all;
  });
}
void fail() {
  kont::capture<void>(choices, [](auto) { return list{}; });
}

#include "examples/lessons/09_resume_twice/checks.hpp"
