// tests/control/control_tests.hpp -- what the tests of the control operators share.
#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "continuations/continuation.hpp"
#include "continuations/control/operators.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {

/// The base of a behaviour of prompts, and of all that is made of them.
struct over_prompts {
  template <class S> static constexpr std::string_view cannot() {
    if (S::style != dialect::direct)
      return "a prompt cuts the stack of a body that does not know of it";
    return layers_need_not<S>();
  }
};

/// The base of one whose continuations are mere values: where S can fork, it has to.
struct over_values {
  template <class S> static constexpr std::string_view cannot() {
    return over_prompts::cannot<S>();
  }
};

/// The base of one that resumes a continuation more than once.
struct over_many_shots {
  template <class S> static constexpr std::string_view cannot() {
    if (auto const why = over_values::cannot<S>(); !why.empty()) return why;
    if constexpr (!multi_shot<typename S::continuation>) {
      return "it is one-shot";
    } else {
      return captures_fork<S> ? "" : "its forks replay words, and those of prompts are addresses";
    }
  }
};

/// A list as in Lisp: a value that a forked stack may hold twice. The cells live in a heap.
struct cell;
using list = cell const*;
struct cell {
  int head;
  list rest;
};
class heap {
 public:
  list cons(int head, list rest) { return &cells_.emplace_back(cell{head, rest}); }
  list of(std::initializer_list<int> elements) {
    list made = nullptr;
    for (auto at = std::rbegin(elements); at != std::rend(elements); ++at) made = cons(*at, made);
    return made;
  }

 private:
  std::deque<cell> cells_;
};
/// "(1 2 3)"
inline std::string written(list l) {
  std::string text = "(";
  for (list at = l; at != nullptr; at = at->rest) {
    text += (at == l ? "" : " ") + std::to_string(at->head);
  }
  return text + ")";
}

}  // namespace kont::conformance
