// examples/lessons/08_delimit/exercise.cpp -- what a body emits, by the rest up to a mark.
#include <vector>

#include "continuations/control/operators.hpp"

using list = std::vector<int>;
inline kont::prompt<list> const all("all");

// All that the body emits. When it has come to its end, nothing more is emitted: an empty list.
template <class F> list collect(F body) {
  return kont::reset(all, [body] {
    body();
    return list{};
  });
}

// n, and then what the rest of the body emits.
void emit(int n) {
  // TODO: kont::shift<void>(all, [n](auto k) { return ...; });
  (void)n;
}
// n, and nothing more: the rest of the body does not run.
void stop(int n) {
  // TODO
  (void)n;
}
// n, what the rest of the body emits, and n again.
void around(int n) {
  // TODO
  (void)n;
}

#include "examples/lessons/08_delimit/checks.hpp"
