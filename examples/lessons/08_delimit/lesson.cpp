// examples/lessons/08_delimit/lesson.cpp -- the rest up to a mark is a function; the whole rest is
// none.
#include <cstdio>

#include "continuations/control/callcc.hpp"
#include "continuations/control/operators.hpp"

using kont::reset;
using kont::shift;

int main() {
  kont::prompt<int> const p("p");

  int n = reset(p, [=] { return 1 + shift(p, [](auto k) { return std::move(k)(41); }); });
  std::printf("1 + (k 41) is %d\n", n);

  n = reset(p, [=] { return 1 + shift(p, [](auto k) { return 10 * std::move(k)(41); }); });
  std::printf("its call returns, so 10 * (k 41) is %d\n", n);

  n = reset(p, [=] { return 1 + shift(p, [](auto) { return 7; }); });
  std::printf("a k that is not called: %d, and nobody adds 1\n", n);

  // The mark decides what k is: here the addition of 100 is outside, and not in k.
  n = 100 + reset(p, [=] { return 1 + shift(p, [](auto k) { return 10 * std::move(k)(1); }); });
  std::printf("100 + ... is %d\n", n);

  // Two parts of one program, composed: what a function of functions does, by control alone.
  auto const f = [=](int x) {
    return reset(p, [=] { return x + shift(p, [](auto k) { return std::move(k)(1); }); });
  };
  std::printf("f(f(5)) is %d\n", f(f(5)));

  // call/cc takes all that is left. It cannot be used in an expression: nothing comes back.
  kont::callcc_world<int> world;
  n = world.run([w = &world] {
    return 1 + w->callcc<int>([](auto k) {
      k(41);
      std::puts("never printed: the call of k does not return");
      return 0;
    });
  });
  std::printf("call/cc: 1 + (k 41) is %d\n", n);
}
