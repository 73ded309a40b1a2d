// tests/control/effects_koka.cpp -- Koka's tests of handlers, those that resume once at most: nim.
//
// (github.com/koka-lang/koka @ 3e52487, test/algeff. Resumed more than once: the game tree and the
// choices of nim, effs1, effs2, exn1 and scoped, in effects_koka_many_shots.)
#include "tests/control/koka_nim.hpp"

namespace kont::conformance {
namespace {

struct cheating {
  static constexpr char const* name = "cheating";
  struct cheat : operation<cheating, int(char)> {};
  using operations = operation_list<cheat>;
};

// Tells if a move is against the rules: a clause in place that performs.
template <class S> auto checked() {
  return handler(answers<move_effect::take>([](char p, int n) {
    int const m = perform<move_effect::take, S>(p, n);
    return 1 <= m && m <= std::min(n, 3) ? m : perform<cheating::cheat, S>(p);
  }));
}
inline auto reported() {
  return handler(aborts<cheating::cheat>([](char p) { return static_cast<char>(p - 'a' + 'A'); }));
}

struct effects_koka : over_prompts {
  template <class S> static void check() {
    BOOST_TEST(handle<S>(perfect(), [] { return nim<S>(7); }) == 'a');
    BOOST_TEST(handle<S>(perfect(), [] { return nim<S>(12); }) == 'b');
    auto const honest = [](int n) {
      return [n] {
        return handle<S>(reported(),
                         [n] { return handle<S>(checked<S>(), [n] { return nim<S>(n); }); });
      };
    };
    BOOST_TEST(handle<S>(perfect(), honest(7)) == 'a');
    BOOST_TEST(handle<S>(greedy_bob(), honest(12)) == 'B');  // "uncaught exception: bob cheated!"
  }
};
every_strategy<effects_koka> const effects_koka_here;

}  // namespace
}  // namespace kont::conformance
