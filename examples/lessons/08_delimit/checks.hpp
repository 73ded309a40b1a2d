// examples/lessons/08_delimit/checks.hpp -- what a body emits, stops at, and is surrounded by.
#pragma once
#include "examples/lessons/check.hpp"

int main() {
  using lesson::check;
  check("a body that emits nothing is an empty list", collect([] {}), list{});
  check("what is emitted is collected in order", collect([] { emit(1), emit(2), emit(3); }),
        list{1, 2, 3},
        {{"3 2 1", "n is put behind what the rest emits, not in front of it"},
         {"1", "the rest is not run: k is not called"},
         {"(nothing)", "nothing is captured: emit returns at once"}});
  check("it may come from however deep", collect([] {
          auto const two = [](int n) { emit(n), emit(n + 1); };
          for (int i = 0; i < 6; i += 2) two(i);
        }),
        list{0, 1, 2, 3, 4, 5});
  bool ran = false;
  check("after stop(9) nothing is emitted", collect([&] {
          emit(1), stop(9);
          ran = true;
          emit(2);
        }),
        list{1, 9}, {{"1 9 2", "the rest is run: k is called"}});
  check("nor is the rest run", ran, false);
  check("around(7) is before the rest and behind it",
        collect([] { emit(1), around(7), emit(2), emit(3); }), list{1, 7, 2, 3, 7},
        {{"1 7 7 2 3", "both are put in front: the second belongs behind what k returns"}});
  check("two of them nest", collect([] { around(1), around(2), emit(3); }), list{1, 2, 3, 2, 1});
  check("an inner collect keeps what is its own", collect([] {
          emit(1);
          emit(static_cast<int>(collect([] { emit(8), stop(9); }).size()));
        }),
        list{1, 2});
  return lesson::done();
}
