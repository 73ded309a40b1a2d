// tests/reliability/traps/g1_lambda_argument.cpp -- co_await f([capture] { … }): the temporary is
// copied as bytes and destroyed twice (GCC PR 100611, 101367). Cure (-DCURED): name the lambda.
#include "tests/reliability/traps/trap.hpp"

namespace {

template <class F> trap::call<int> apply(F f) { co_return f(); }

trap::call<int> body(trap::tracked const& seven) {
#ifdef CURED
  auto const value = [seven] { return seven.value(); };
  co_return co_await apply(value);
#else
  co_return co_await apply([seven] { return seven.value(); });
#endif
}

}  // namespace

int main() {
  bool const right = body(trap::tracked(7)).run() == 7;
  return trap::verdict(right);
}
