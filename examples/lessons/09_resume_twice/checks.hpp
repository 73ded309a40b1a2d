// examples/lessons/09_resume_twice/checks.hpp -- the puzzle is put for real; every run is made.
#pragma once
#include <memory>

#include "examples/lessons/check.hpp"

namespace {

struct rounds {
  int in_frame = 0, on_heap = 0;
};
rounds after_going_back() {
  auto const cell = std::make_unique<int>(0);
  rounds now;
  auto k = kont::copy::start([&now, at = cell.get()](auto& other) {
    for (int i = 1;; ++i) {
      now = {i, ++*at};
      kont::transfer(other);
    }
  });
  for (int i = 0; i < 3; ++i) k = std::move(k).resume().from;
  auto saved = k.fork();
  for (int i = 0; i < 3; ++i) k = std::move(k).resume().from;
  k = std::move(saved).resume().from;
  return now;
}

}  // namespace

int main() {
  using lesson::check;
  auto const truth = after_going_back();
  check("the puzzle, with the counter in the frame", next_round_in_frame, truth.in_frame,
        {{"7", "the frame is thought to be shared: it was copied when it was saved"},
         {"3", "the third round is over: a resume goes on behind its transfer"},
         {"1", "a resume is thought to begin the loop again"}});
  check("the puzzle, with the counter on the heap", next_round_on_heap, truth.on_heap,
        {{"4", "the heap is thought to be copied with the frames: there is one cell for all"}});

  check("amb(1, 3) is each of them", every([] { return amb(1, 3); }), list{1, 2, 3},
        {{"1", "only the first choice is run"},
         {"3", "the lists of the others are lost"},
         {"3 2 1", "the last choice is run first"},
         {"0", "amb returns at once, and captures nothing"}});
  check("two of them are all pairs", every([] {
          int const tens = amb(1, 2), ones = amb(5, 6);
          return tens * 10 + ones;
        }),
        list{15, 16, 25, 26});
  check("a run that fails returns nothing", every([] {
          int const n = amb(1, 10);
          if (n % 3 != 0) fail();
          return n;
        }),
        list{3, 6, 9});
  check("no choice is no run", every([] { return amb(2, 1); }), list{});
  check("a baker's puzzle: three coins are 30, none is a 10", every([] {
          int const a = amb(1, 20), b = amb(a, 20), c = amb(b, 20);
          if (a + b + c != 30 || a * b * c != 750) fail();
          return a * 10'000 + b * 100 + c;
        }),
        list{51015});
  return lesson::done();
}
