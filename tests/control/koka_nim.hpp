// tests/control/koka_nim.hpp -- the game of nim that Koka's tests play: a move is an operation, and
// a handler is a strategy.
#pragma once
#include <algorithm>

#include "tests/control/effects_tests.hpp"

namespace kont::conformance {

struct move_effect {
  static constexpr char const* name = "nim";
  struct take : operation<move_effect, int(char, int)> {};  // player, sticks
  using operations = operation_list<take>;
};
// The winner, who is 'a'lice or 'b'ob.
template <class S> char nim(int n) {
  for (char player = 'a';; player = player == 'a' ? 'b' : 'a') {
    if (n <= 0) return player == 'a' ? 'b' : 'a';
    n -= perform<move_effect::take, S>(player, n);
  }
}
inline auto perfect() {
  return handler(resumes<move_effect::take>(
      [](auto k, char, int n) { return std::move(k).last(std::max(1, n % 4)); }));
}
inline auto greedy_bob() {
  return handler(
      answers<move_effect::take>([](char p, int n) { return p == 'a' ? std::max(1, n % 4) : n; }));
}

}  // namespace kont::conformance
