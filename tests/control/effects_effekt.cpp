// tests/control/effects_effekt.cpp -- Effekt's examples of handlers that resume once at most:
// multihandler, of state the countdown, of probabilistic the heap.
//
// (github.com/effekt-lang/effekt @ d011943, examples/pos. Resumed more than once:
// effects_effekt_many_shots. Elsewhere: generators is emitted<S> of effects_suite, as are the
// benchmarks; thread_ring is microthread_known_answers. Not here: the rest of state, which is about
// regions.)
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
  // probabilistic: three variables, of which the second and the third are observed
  template <class S> static void variables_are_observed() {
    log.clear();
    auto const show = [] {
      for (int v = 0; v < 3; ++v) log += "?FT"[static_cast<int>(perform<variables::get, S>(v))];
      log += ' ';
    };
    with_variables<S>([show] {
      for (int v = 0; v < 3; ++v) perform<variables::make, S>();
      show();
      for (auto const& [v, value] : {std::pair(1, known::yes), {2, known::no}, {1, known::no}}) {
        perform<variables::put, S>(v, value);
        show();
      }
      return 0;
    });
    BOOST_TEST(log == "??? ?T? ?TF ?FF ");
  }
  template <class S> static void check() {
    multihandler<S>();
    countdown<S>();
    variables_are_observed<S>();
  }
};
every_strategy<effects_effekt> const effects_effekt_here;

}  // namespace
}  // namespace kont::conformance
