// tests/reliability/traps/g2_braced_argument.cpp -- co_await f({.a = …}): an aggregate made in the
// call is destroyed twice (the family of GCC PR 98401). Cure (-DCURED): name it.
#include "tests/reliability/traps/trap.hpp"

namespace {

struct request {
  trap::tracked a;
  trap::tracked b;
};

trap::call<int> sum(request r) { co_return r.a.value() + r.b.value(); }

trap::call<int> body() {
#ifdef CURED
  request const r{.a = trap::tracked(3), .b = trap::tracked(4)};
  co_return co_await sum(r);
#else
  co_return co_await sum({.a = trap::tracked(3), .b = trap::tracked(4)});
#endif
}

}  // namespace

int main() {
  bool const right = body().run() == 7;
  return trap::verdict(right);
}
