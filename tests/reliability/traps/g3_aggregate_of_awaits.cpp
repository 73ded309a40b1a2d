// tests/reliability/traps/g3_aggregate_of_awaits.cpp -- P p{co_await a, co_await b}: what the first
// brought is destroyed twice (GCC PR 98401, comment 7). Cure (-DCURED): named locals.
#include "tests/reliability/traps/trap.hpp"

namespace {

struct pair {
  trap::tracked a;
  trap::tracked b;
};

trap::call<int> body() {
#ifdef CURED
  auto const a = co_await trap::later(3);
  auto const b = co_await trap::later(4);
  pair const p{a, b};
#else
  pair const p{co_await trap::later(3), co_await trap::later(4)};
#endif
  co_return p.a.value() + p.b.value();
}

}  // namespace

int main() {
  bool const right = body().run() == 7;
  return trap::verdict(right);
}
