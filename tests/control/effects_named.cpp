// tests/control/effects_named.cpp -- a handler with a name answers who performs by it, whichever
// stand between, for as long as it is around.
#include <stdexcept>

#include "continuations/control/named.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

struct effects_named : over_prompts {
  template <class S> static int ask_for(int n) { return perform<ask::number, S>(n); }

  // Two handlers of one type; without a name the innermost answers, whether it has one or not.
  template <class S> static void chooses() {
    int const n = handle_named<S>(adds(1), [](auto one) {
      return handle_named<S>(adds(20), [one](auto two) {
        return handle<S>(adds(300), [one, two] {
          return with_state<S>(4000, [one, two] {
            return 1'000'000 * perform<ask::number>(one, 0) +
                   10'000 * perform<ask::number>(two, 0) + 10 * ask_for<S>(0) +
                   perform<cell_effect::get, S>() / 1000;
          });
        });
      });
    });
    BOOST_TEST(n == 1'203'004);
    BOOST_TEST(handle_named<S>(adds(5), [](auto) { return ask_for<S>(1); }) == 6);
  }
  // A clause in place sees what is outside of its handler: by a name too, and also after it has
  // thrown to who performed.
  template <class S> static void answers_from_place() {
    int const n = handle_named<S>(adds(1), [](auto one) {
      auto const clause = [one](int v) {
        return v == 0 ? throw v : 100 * perform<ask::number>(one, v) + ask_for<S>(v + 1);
      };
      return handle_named<S>(handler(answers<ask::number>(clause)), [one](auto two) {
        try {
          perform<ask::number>(two, 0);
        } catch (int) { return perform<ask::number>(two, 5) + perform<ask::number>(one, 7); }
        return 0;
      });
    });
    BOOST_TEST(n == 100 * 6 + 7 + 8);
  }
  // A clause in place asks one that captures: it is where it was when it is resumed.
  template <class S> static void captures_from_place() {
    int const n = handle_named<S>(adds_at_the_end(10), [](auto ten) {
      auto const clause = [ten](int v) { return perform<ask::number>(ten, v) + ask_for<S>(1); };
      return handle_named<S>(handler(answers<ask::number>(clause)), [](auto outer) {
        return handle<S>(adds(500), [outer] { return perform<ask::number>(outer, 3); });
      });
    });
    BOOST_TEST(n == 10 + 10 + 3 + 1);
  }
  // The name goes along with what is captured, from further in and from further out.
  template <class S> static void goes_along() {
    int const n = handle<S>(adds_at_the_end(10'000), [] {
      return handle_named<S>(adds_at_the_end(10), [](auto ten) {
        return handle_named<S>(adds_at_the_end(200), [ten](auto two_hundred) {
          int sum = 0;
          for (int i = 0; i < 2; ++i)
            sum += perform<ask::number>(ten, 1) + perform<ask::number>(two_hundred, 2);
          return sum;
        });
      });
    });
    BOOST_TEST(n == 2 * 10 + 2 * 200 + 2 * 3);
  }
  // It may leave its handler as a value, be reinstated elsewhere, and find what it named there.
  template <class S> static void moves() {
    struct paused {
      int value = 0;
      sub_continuation<int, paused, S> rest;
    };
    auto const clause = [](auto k, int v) { return paused{v, std::move(k)}; };
    auto first = handle_named<S>(handler(resumes<ask::number>(clause)), [](auto pause) {
      return handle<S>(adds(7), [pause] {
        return paused{perform<ask::number>(pause, 1) + ask_for<S>(10), {}};
      });
    });
    BOOST_TEST(first.value == 1);
    auto const last = handle<S>(adds(500), [&first] { return std::move(first.rest)(2).value; });
    BOOST_TEST(last == 2 + 17);
  }
  template <class S> static void aborts_all_inside() {
    auto const stop = handler(aborts<ask::number>([](int v) { return v; }));
    BOOST_TEST(handle_named<S>(stop, [](auto out) {
                 return handle<S>(adds(1), [out] { return 1 + perform<ask::number>(out, 9); });
               }) == 9);
  }

  // Rules: a name that is used too late, and by a clause of the handler it names.
  template <class S> static void too_late() {
    auto const kept = handle_named<S>(adds(1), [](auto one) { return one; });
    handle<S>(adds(2), [kept] { return perform<ask::number>(kept, 1); });
  }
  template <class S> static void from_its_own_clause() {
    struct {
      int (*ask)(void const*) = nullptr;
      void const* name = nullptr;
    } itself;
    auto const clause = [&itself](int) { return itself.ask(itself.name); };
    handle_named<S>(handler(answers<ask::number>(clause)), [&itself](auto one) {
      itself = {[](void const* p) {
                  return perform<ask::number>(*static_cast<decltype(one) const*>(p), 1);
                },
                &one};
      return perform<ask::number>(one, 1);
    });
  }

  template <class S> static void check() {
    chooses<S>();
    answers_from_place<S>();
    captures_from_place<S>();
    goes_along<S>();
    moves<S>();
    aborts_all_inside<S>();
    auto const not_around = "performed by name: the handler of 'ask' that it names is not around";
    check_breaks(not_around, [] { too_late<S>(); });
    check_breaks(not_around, [] { from_its_own_clause<S>(); });
  }
};
every_strategy<effects_named> const effects_named_here;

}  // namespace
}  // namespace kont::conformance
