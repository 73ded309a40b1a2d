// examples/lessons/09_resume_twice/lesson.cpp -- a rest that is run again: a search written as a
// straight line, and a loop that is gone back to.
#include <cstdio>
#include <memory>

#include "continuations/control/operators.hpp"
#include "continuations/strategies/copy.hpp"

using kont::copy;  // computations whose stacks are copied out: they can be forked

// The answer of the program is how many of its runs succeed.
kont::prompt<int, copy> const choices("choices");

int amb(int first, int last) {
  return kont::capture<int>(choices, [=](auto k) {
    int found = 0;
    for (int i = first; i <= last; ++i) found += k.fork()(i);
    return found;
  });
}

int main() {
  int const found = kont::reset(choices, [] {
    int const a = amb(1, 20), b = amb(a, 20), c = amb(b, 20);
    if (a * a + b * b != c * c) return 0;
    std::printf("%d %d %d\n", a, b, c);
    return 1;
  });
  std::printf("%d triples\n", found);

  // The puzzle, with a counter on the heap that counts the same rounds.
  auto const cell = std::make_unique<int>(0);
  int in_frame = 0, on_heap = 0;
  auto k = copy::start([&, at = cell.get()](auto& other) {
    for (int i = 1;; ++i) {
      in_frame = i, on_heap = ++*at;
      kont::transfer(other);
    }
  });
  auto const rounds = [&](int n) {
    for (; n > 0; --n) k = std::move(k).resume().from;
    std::printf("the counter in the frame is %d, the one on the heap %d\n", in_frame, on_heap);
  };
  rounds(2);
  auto saved = k.fork();
  rounds(2);
  std::puts("back to what was saved after two:");
  k = std::move(saved);
  rounds(1);
}
