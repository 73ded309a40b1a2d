// tests/control/effects_koka_many_shots.cpp -- Koka's tests of handlers that resume more than once:
// effs1, effs2, exn1, nim's game tree, scoped.
//
// (github.com/koka-lang/koka @ 3e52487, test/algeff; scoped is after Wu, Schrijvers & Hinze, Effect
// handlers in scope, Haskell 2014. All of their answers are here or in effects_koka.)
#include <deque>

#include "continuations/control/reusable.hpp"
#include "tests/control/koka_nim.hpp"

namespace kont::conformance {
namespace {

struct effects_koka_many_shots : over_many_shots {
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

  // The cut of scoped's test4: a program that may choose, up to a first answer. The handler goes on
  // with what is to be done when all fails: in Koka a parameter of the handler, here an argument of
  // what its clauses and its body return. The coins are kept until then.
  struct cutting {
    static constexpr char const* name = "cutting";
    struct cutfail : operation<cutting, void()> {};
    using operations = operation_list<cutfail>;
  };
  template <class S> class first_answer {
   public:
    // f(otherwise): x, or otherwise() if the next coin says so; otherwise(); or what the program
    // comes to, told true, with itself told false before otherwise.
    struct f {
      enum { answers, fails, chooses } how = fails;
      int x = 0;
      reusable<bool, f, S> k{};
    };
    template <class F> int collect(F program) {
      auto* const me = this;
      return call(handle<S>(handler(resumes<amb::flip>([me](auto k) {
                                      return f{f::chooses, 0, me->region_.keep(std::move(k))};
                                    }),
                                    aborts<amb::fail>([] { return f{}; }), returns([](int x) {
                                      return f{f::answers, x};
                                    })),
                            program),
                  nullptr);
    }

   private:
    struct otherwise {
      reusable<bool, f, S> k;
      otherwise const* before;
    };
    int call(f what, otherwise const* q) {
      while (what.how == f::chooses) {
        q = &kept_.emplace_back(otherwise{what.k, q});
        what = q->k(true);
      }
      return what.how == f::answers && flip<S>() ? what.x : go_on(q);
    }
    int go_on(otherwise const* q) {
      if (q == nullptr) return perform<amb::fail, S>(), 0;
      return call(q->k(false), q->before);
    }
    continuation_region<S> region_;
    std::deque<otherwise> kept_;
  };
  template <class S, class F> static int once(first_answer<S>* all, F program) {
    auto const cut = [] {
      if (!flip<S>()) perform<cutting::cutfail, S>();
    };
    return handle<S>(handler(aborts<cutting::cutfail>([] { return perform<amb::fail, S>(), 0; })),
                     [=] {
                       return all->collect([=] {
                         int const x = program();
                         cut();
                         return x;
                       });
                     });
  }
  template <class S> static void cuts() {
    first_answer<S> place;
    auto const bags = handle<S>(all_results<int, true>(), [all = &place] {
      return once<S>(all, [] { return knapsack<S>(3); });
    });
    BOOST_TEST((bags == std::vector<int>{3}));
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
    effs<S>();
    nim_many<S>();
    scoped<S>();
    cuts<S>();
    exn<S>();
  }
};
every_strategy<effects_koka_many_shots> const effects_koka_many_shots_here;

}  // namespace
}  // namespace kont::conformance
