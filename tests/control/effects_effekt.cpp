// tests/control/effects_effekt.cpp -- Effekt's examples of handlers: multihandler, of state the
// countdown, of probabilistic the biased coin.
//
// (github.com/effekt-lang/effekt @ d011943, examples/pos. Not here: generators, which is emitted<S>
// of effects_suite; the rest of probabilistic, whose clauses resume first and perform then; and the
// rest of state, which is about regions. That a state under a coin begins anew on each side has the
// answer 010 by hand, not from there.)
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

struct effects_effekt : over_prompts {
  static inline std::string log;
  template <class S> static void note() { log += std::to_string(perform<cell_effect::get, S>()); }
  template <class S> static void put(int v) { perform<cell_effect::put, S>(v); }

  template <class S> static void multihandler() {
    log.clear();
    int s = 0;
    handle<S>(state_in(s), [] {
      note<S>();
      for (int v = 1; v <= 3; ++v) put<S>(v), note<S>();
    });
    BOOST_TEST(log == "0123");
  }
  // state: counts down from 10, the state held by nobody but the resumption
  template <class S> static void countdown() {
    log.clear();
    with_state<S>(10, [] {
      for (int i; (i = perform<cell_effect::get, S>()) > 0;)
        log += std::to_string(i) + ' ', put<S>(i - 1);
      return 0;
    });
    BOOST_TEST(log == "10 9 8 7 6 5 4 3 2 1 ");
  }
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
  using weighted = std::pair<int, bool>;  // in hundredths
  template <class S> static void probabilistic() {
    auto const biased = [] {
      auto const score = [](int percent) {
        put<S>(perform<cell_effect::get, S>() * percent / 100);
      };
      bool result = false;
      if (perform<amb::flip, S>()) {
        score(20);
      } else {
        score(80);
        result = perform<amb::flip, S>();
        score(result ? 60 : 40);
      }
      return weighted(perform<cell_effect::get, S>(), result);
    };
    auto const all =
        handle<S>(all_results<weighted, true>(), [biased] { return with_state<S>(100, biased); });
    BOOST_TEST((all == std::vector<weighted>{{20, false}, {48, true}, {32, false}}));
  }
  template <class S> static void check() {
    multihandler<S>();
    countdown<S>();
    if constexpr (multi_shot<typename S::continuation>) {
      coin<S>();
      probabilistic<S>();
    }
  }
};
every_strategy<effects_effekt> const here;

}  // namespace
}  // namespace kont::conformance
