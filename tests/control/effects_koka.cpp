// tests/control/effects_koka.cpp -- Koka's tests of handlers: effs1, effs2, exn1, nim, scoped.
//
// (github.com/koka-lang/koka @ 3e52487, test/algeff. Not here: scoped's test4, where a clause
// resumes two resumptions of which one came in as a parameter of the handler.)
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

struct move_effect {
  static constexpr char const* name = "nim";
  struct take : operation<move_effect, int(char, int)> {};  // player, sticks
  using operations = operation_list<take>;
};
struct cheating {
  static constexpr char const* name = "cheating";
  struct cheat : operation<cheating, int(char)> {};
  using operations = operation_list<cheat>;
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
  template <class S> static void nim_once() {
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

  template <class S> static bool flip() { return perform<amb::flip, S>(); }
  template <class S> static bool exclusive_or() {
    bool const p = flip<S>(), q = flip<S>();
    return p != q;
  }
  // Takes a step of the state on each side of a coin.
  template <class S> static bool foo() {
    bool const p = flip<S>();
    int const i = perform<cell_effect::get, S>();
    perform<cell_effect::put, S>(i + 1);
    return i > 0 && p ? exclusive_or<S>() : false;
  }
  template <class S, class F> static std::vector<char> choices(F f) {  // no vector<bool>
    return handle<S>(all_results<char, false>(), [f] { return static_cast<char>(f()); });
  }
  static std::string written_bits(std::vector<char> const& v) {
    std::string s;
    for (char const b : v) s += b != 0 ? 'T' : 'F';
    return s;
  }
  template <class S> static void effs() {
    BOOST_TEST(written_bits(choices<S>(exclusive_or<S>)) == "FTTF");
    BOOST_TEST(written_bits(with_state<S>(0, [] { return choices<S>(foo<S>); })) == "FFTTF");
    BOOST_TEST(written_bits(choices<S>([] { return with_state<S>(0, foo<S>); })) == "FF");
  }
  // The game tree of nim(3): every valid move of both.
  template <class S> static std::string game_tree() {
    auto const every = [](auto const& k, char p, int n) {
      std::string moves(1, p);
      for (int m = 1; m <= std::min(n, 3); ++m) moves += " " + std::to_string(m) + k(m);
      return moves;
    };
    return handle<S>(handler(resumes_often<move_effect::take>([every](auto k, char p, int n) {
                               return "[" + every(k, p, n) + "]";
                             }),
                             returns([](char winner) { return std::string("=") + winner; })),
                     [] { return nim<S>(3); });
  }
  template <class S> static void nim_many() {
    BOOST_TEST(game_tree<S>() == "[a 1[b 1[a 1=a] 2=b] 2[b 1=b] 3=a]");
    auto const bob_chooses = [] {
      return flip<S>() ? handle<S>(greedy_bob(), [] { return nim<S>(7); })
                       : handle<S>(perfect(), [] { return nim<S>(7); });
    };
    auto const results = handle<S>(all_results<char, true>(), bob_chooses);
    BOOST_TEST((results == std::vector<char>{'b', 'a'}));
  }

  template <class S> static int select(int from) {  // one of from … 1
    for (; from >= 1; --from) {
      if (flip<S>()) return from;
    }
    perform<amb::fail, S>();
    return 0;
  }
  // Bags of 3, 2 and 1 that weigh w: as a number in decimal, to be a value for forked stacks.
  template <class S> static int knapsack(int w) {
    int bag = 0;
    while (w != 0) {
      if (w < 0) perform<amb::fail, S>();
      int const v = select<S>(3);
      bag = bag * 10 + v;
      w -= v;
    }
    return bag;
  }
  template <class S> static auto counted_choices() {
    // in place, for a resumption in a frame that is forked would be there twice (reusable.hpp)
    return handler(answers<amb::flip>([] {
                     perform<cell_effect::put, S>(perform<cell_effect::get, S>() + 1);
                     return flip<S>();
                   }),
                   answers<amb::fail>([] { perform<amb::fail, S>(); }));
  }
  template <class S> static int counted_knapsack() {
    return handle<S>(counted_choices<S>(), [] { return knapsack<S>(3); });
  }
  template <class S> static void scoped() {
    auto const bags = handle<S>(all_results<int, true>(), [] { return knapsack<S>(3); });
    BOOST_TEST((bags == std::vector<int>{3, 21, 12, 111}));
    // the state outside: all 12 flips are counted
    auto const global = with_state<S>(0, [] {
      auto const all = handle<S>(all_results<int, true>(), counted_knapsack<S>);
      return std::pair(perform<cell_effect::get, S>(), all);
    });
    BOOST_TEST(global.first == 12);
    BOOST_TEST((global.second == bags));
    // inside: those on the way to each bag
    auto const local = handle<S>(all_results<std::pair<int, int>, true>(), [] {
      return with_state<S>(0, [] {
        int const bag = counted_knapsack<S>();
        return std::pair(perform<cell_effect::get, S>(), bag);
      });
    });
    BOOST_TEST((local == std::vector<std::pair<int, int>>{{1, 3}, {5, 21}, {5, 12}, {9, 111}}));
  }

  struct oops {};
  // exn1: an exception on the way, and one that is caught inside
  template <class S> static bool risky() {
    if (flip<S>()) throw oops{};
    flip<S>();
    return false;
  }
  template <class S> static bool caught() {
    bool const p = flip<S>();
    try {
      int const i = perform<cell_effect::get, S>();
      perform<cell_effect::put, S>(i + 1);
      if (!(i > 0 && p)) return false;
      bool const q = flip<S>();
      if (q) throw oops{};
      bool const r = flip<S>();
      return q != r;
    } catch (oops const&) { return true; }
  }
  template <class S> static void exn() {
    BOOST_CHECK_THROW(choices<S>(risky<S>), oops);
    BOOST_TEST(written_bits(with_state<S>(0, [] { return choices<S>(caught<S>); })) == "FFTT");
    BOOST_TEST(written_bits(choices<S>([] { return with_state<S>(0, caught<S>); })) == "FF");
  }

  template <class S> static void check() {
    nim_once<S>();
    if constexpr (multi_shot<typename S::continuation>) {
      effs<S>();
      nim_many<S>();
      scoped<S>();
      exn<S>();
    }
  }
};
every_strategy<effects_koka> const here;

}  // namespace
}  // namespace kont::conformance
