// tests/reliability/traps/g4_conditional_await.cpp -- c ? co_await x : y with classes: the result
// is destroyed twice. Cure (-DCURED): if.
#include "tests/reliability/traps/trap.hpp"

namespace {

trap::call<int> body(bool wait) {
  trap::tracked const here(5);
#ifdef CURED
  if (!wait) co_return here.value();
  auto const there = co_await trap::later(7);
  co_return there.value();
#else
  auto const chosen = wait ? co_await trap::later(7) : here;
  co_return chosen.value();
#endif
}

}  // namespace

int main() {
  bool const right = body(true).run() == 7 && body(false).run() == 5;
  return trap::verdict(right);
}
