// examples/lessons/08_delimit/solution.cpp -- what a body emits, by the rest up to a mark.
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

void emit(int n) {
  kont::shift<void>(all, [n](auto k) {
    list rest = std::move(k)();
    rest.insert(rest.begin(), n);
    return rest;
  });
}
void stop(int n) {
  kont::shift<void>(all, [n](auto) { return list{n}; });
}
void around(int n) {
  kont::shift<void>(all, [n](auto k) {
    list rest = std::move(k)();
    rest.insert(rest.begin(), n);
    rest.push_back(n);
    return rest;
  });
}

#include "examples/lessons/08_delimit/checks.hpp"
