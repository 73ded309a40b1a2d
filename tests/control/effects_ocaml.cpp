// tests/control/effects_ocaml.cpp -- OCaml's tests of handlers: test1 to test6, evenodd.
//
// (github.com/ocaml/ocaml @ fd41e1a, testsuite/tests/effects. test6 prints true three times, of
// three operations that nobody handles: the exception Unhandled says which one it is, and a handler
// of another does not help. With us all three break a rule, whose text says which one it is.)
#include "tests/conformance/broken_rule.hpp"
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

struct effects_ocaml : over_prompts {
  template <class S> static int ask_for(int n) { return perform<ask::number, S>(n); }
  // test4 and test5: resumed under a second, inner handler of the same effect, which is not to be
  // asked: the body's own, deep one is nearer.
  template <class S> static auto nested() {
    return handler(resumes<ask::number>([](auto k, int i) {
      return handle<S>(handler(aborts<ask::number>([](int) { return -1000; })),
                       [i, k = std::move(k)]() mutable { return std::move(k)(i + 1); });
    }));
  }
  template <class S> static void numbers() {
    auto const plus = handler(answers<ask::number>([](int v) { return v + 1; }));
    BOOST_TEST(handle<S>(plus, [] { return 10; }) == 10);  // test1
    BOOST_TEST(handle<S>(nested<S>(), [] { return ask_for<S>(3); }) == 4);
    BOOST_TEST(handle<S>(nested<S>(), [] { return ask_for<S>(3) + ask_for<S>(3); }) == 8);
    struct x {};  // test3
    int caught = 0;
    try {
      handle<S>(plus, []() -> int { throw x{}; });
    } catch (x const&) { caught = 10; }
    BOOST_TEST(caught == 10);
  }
  static inline std::string log;
  template <class S> static void order() {  // test2
    log.clear();
    int const v = handle<S>(handler(resumes<ask::number>([](auto k, int e) {
                                      log += "caught " + std::to_string(e);
                                      int const w = std::move(k)(e + 1);
                                      log += ", continue returns " + std::to_string(w);
                                      return w + 1;
                                    }),
                                    returns([](int w) {
                                      log += ", done " + std::to_string(w);
                                      return w + 1;
                                    })),
                            [] {
                              int const w = ask_for<S>(0);
                              log += ", perform returns " + std::to_string(w);
                              return w + 1;
                            });
    BOOST_TEST(log == "caught 0, perform returns 1, done 2, continue returns 3");
    BOOST_TEST(v == 4);
  }
  template <class S> static bool even(int n) {
    if (n == 0) return true;
    return handle<S>(handler(aborts<ask::number>([](int) { return false; })),
                     [n] { return n != 1 && even<S>(n - 2); }, {.size = stacks::smallest_size});
  }
  template <class S> static void nobody_handles() {  // test6
    auto const unhandled = "performed 'ask::number', but no handler of 'ask' is around it";
    check_breaks(unhandled, [] { ask_for<S>(1); });
    check_breaks("performed 'get', but no handler of 'cell' is around it",
                 [] { perform<cell_effect::get, S>(); });
    check_breaks(unhandled, [] {
      int s = 0;
      handle<S>(state_in(s), [] { return ask_for<S>(1); });
    });
  }
  template <class S> static void check() {
    numbers<S>();
    order<S>();
    nobody_handles<S>();
    BOOST_TEST(even<S>(many_alive<S>(100'000)));
  }
};
every_strategy<effects_ocaml> const effects_ocaml_here;

}  // namespace
}  // namespace kont::conformance
