// examples/lessons/12_policies/checks.hpp -- the shortest first, but nobody is passed for ever.
#pragma once
#include "coroutines/microthreads/scheduler.hpp"
#include "examples/lessons/check.hpp"

namespace {

using numbers = std::vector<int>;

// In which order jobs of these lengths run that come together.
numbers order(numbers const& lengths) {
  kont::scheduler<patient> world;
  numbers ran;
  for (int n : lengths)
    world.spawn({.name = "", .properties = {.length = n}}, [&ran, n] { ran.push_back(n); });
  world.run();
  return ran;
}

}  // namespace

int main() {
  using lesson::check;
  patient empty;
  check("nobody is ready, so nobody is taken", empty.take() == nullptr, true);
  check("one that is put is taken", order({7}), numbers{7},
        {{"(nothing)", "take() finds nobody: did put() keep the address?"}});
  check("the shortest is first", order({8, 4, 1}), numbers{1, 4, 8},
        {{"8 4 1", "that is who came first"}, {"8 1 4", "the first is taken as it comes"}});
  patient::hook a{.length = 3}, b{.length = 3}, c{.length = 2};
  patient p;
  for (auto* t : {&a, &b, &c}) p.put(*t, kont::why::yielded);
  check("the shortest of three is taken", p.take() == &c, true);
  check("of two that are equal, who came first", p.take() == &a, true);
  p.put(a, kont::why::yielded);
  check("who is put again is behind", p.take() == &b, true);
  check("then nobody else is left", p.take() == &a && p.take() == nullptr, true,
        {{"no", "who was taken is still there: the policy has to forget it"}});

  check("a long one that five have passed is next", order({9, 1, 1, 1, 1, 1, 1, 1}),
        numbers{1, 1, 1, 1, 1, 9, 1, 1},
        {{"1 1 1 1 1 1 1 9", "it starves, while short ones are there"},
         {"1 1 1 1 1 1 9 1", "it is next after five, not after six"},
         {"1 1 1 1 9 1 1 1", "it is next after five, not after four"}});
  patient q;
  patient::hook tall{.length = 100}, small[8];
  q.put(tall, kont::why::created);
  int before = 0;
  for (int round = 0; round < 2; ++round) {  // short ones keep coming
    for (before = 0; before < 8; ++before) {
      q.put(small[before], kont::why::created);
      if (q.take() == &tall) break;
    }
    check("and that holds each time that it waits", before, 5,
          {{"0", "it was passed, ran, and has not begun to count anew"}});
    while (q.take() != nullptr) {}
    q.put(tall, kont::why::yielded);
  }
  return lesson::done();
}
