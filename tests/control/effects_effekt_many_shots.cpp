// tests/control/effects_effekt_many_shots.cpp -- Effekt's examples of handlers that resume more
// than once: state under a coin, probabilistic.
//
// (github.com/effekt-lang/effekt @ d011943, examples/pos. That a state under a coin begins anew on
// each side has the answer 010 by hand, not from there.)
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

// A program of uncertain variables: what is known of them is told backwards, from the answer.
struct uncertain {
  static constexpr char const* name = "uncertain";
  struct coin : operation<uncertain, int(int)> {};         // true in so many of a hundred cases
  struct either : operation<uncertain, int(int, int)> {};  // x or y
  using operations = operation_list<coin, either>;
};

struct effects_effekt_many_shots : over_many_shots {
  static inline std::string log;
  template <class S> static void note() { log += std::to_string(perform<cell_effect::get, S>()); }
  template <class S> static void put(int v) { perform<cell_effect::put, S>(v); }
  template <class S> static bool fork() { return perform<amb::flip, S>(); }

  // state under a coin: 0 and 1, and then 0 and 0
  template <class S> static void coin() {
    log.clear();
    handle<S>(all_results<int, true>(), [] {
      return with_state<S>(0, [] {
        note<S>();
        if (perform<amb::flip, S>()) put<S>(1);
        note<S>();
        return 0;
      });
    });
    BOOST_TEST(log == "010");
  }
  // In hundredths: what is left of certainty, and the result.
  template <class T> using weighted = std::pair<int, T>;
  template <class S> static void score(int percent) {
    put<S>(perform<cell_effect::get, S>() * percent / 100);
  }
  template <class T, class S, class F> static std::vector<weighted<T>> all_weighted(F program) {
    return handle<S>(all_results<weighted<T>, true>(), [program] {
      return with_state<S>(100, [program] {
        T const result = program();
        return weighted<T>(perform<cell_effect::get, S>(), result);
      });
    });
  }
  template <class S> static void biased_coins() {
    auto const all = all_weighted<bool, S>([] {
      bool const first = fork<S>();
      score<S>(first ? 20 : 80);
      if (first) return false;
      bool const second = fork<S>();
      score<S>(second ? 60 : 40);
      return second;
    });
    BOOST_TEST((all == std::vector<weighted<bool>>{{20, false}, {48, true}, {32, false}}));
  }

  template <class S> static known look(int v) { return perform<variables::get, S>(v); }
  template <class S> static void observe(int v, known value) {
    auto const before = look<S>(v);
    if (before == known::nothing) {
      perform<variables::put, S>(v, value);
    } else if (before != value) {
      perform<amb::fail, S>();
    }
  }
  template <class S> static void observe_both(int x, known of_x, int y, known of_y) {
    observe<S>(x, of_x);
    observe<S>(y, of_y);
  }
  // "x or y" is false in one way, and true in three.
  template <class S> static void observe_either(int x, int y, known told) {
    if (told == known::no) return observe_both<S>(x, known::no, y, known::no);
    if (fork<S>()) return observe_both<S>(x, known::no, y, known::yes);
    if (fork<S>()) return observe_both<S>(x, known::yes, y, known::no);
    observe_both<S>(x, known::yes, y, known::yes);
  }
  // Clauses that resume, and afterwards perform: the rest of the program says what is to be known.
  template <class S> static auto told_backwards() {
    return handler(resumes<uncertain::coin>([](auto k, int percent) {
                     int const result = perform<variables::make, S>();
                     std::move(k)(result);
                     auto const told = look<S>(result);
                     if (told != known::nothing)
                       score<S>(told == known::yes ? percent : 100 - percent);
                   }),
                   resumes<uncertain::either>([](auto k, int x, int y) {
                     int const result = perform<variables::make, S>();
                     std::move(k)(result);
                     auto const told = look<S>(result);
                     if (told != known::nothing) observe_either<S>(x, y, told);
                   }));
  }
  template <class S> static void coin_or_input() {
    auto const all = all_weighted<known, S>([] {
      return with_variables<S>([] {
        int const input = perform<variables::make, S>();
        handle<S>(told_backwards<S>(), [input] {
          int const coin = perform<uncertain::coin, S>(20);
          perform<variables::put, S>(perform<uncertain::either, S>(coin, input), known::yes);
        });
        return look<S>(input);
      });
    });
    BOOST_TEST(
        (all == std::vector<weighted<known>>{{80, known::yes}, {20, known::no}, {20, known::yes}}));
  }
  template <class S> static void check() {
    coin<S>();
    biased_coins<S>();
    coin_or_input<S>();
  }
};
every_strategy<effects_effekt_many_shots> const effects_effekt_many_shots_here;

}  // namespace
}  // namespace kont::conformance
