// tests/reliability/traps/g5_list_argument.cpp -- co_await f({x, y}) for a vector: g++ 12 does
// not compile it ("array used as initializer"). Cure (-DCURED): name it.
#include <vector>

#include "tests/reliability/traps/trap.hpp"

namespace {

trap::call<int> sum(std::vector<trap::tracked> v) {
  int all = 0;
  for (auto const& t : v) all += t.value();
  co_return all;
}

trap::call<int> body() {
#ifdef CURED
  std::vector<trap::tracked> const both{trap::tracked(3), trap::tracked(4)};
  co_return co_await sum(both);
#else
  co_return co_await sum({trap::tracked(3), trap::tracked(4)});
#endif
}

}  // namespace

int main() {
  bool const right = body().run() == 7;
  return trap::verdict(right);
}
