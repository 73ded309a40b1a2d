// tests/control/effects_reach_whom_they_see.cpp -- an operation goes to the innermost handler that
// is around it now, whatever was around it when it was looked for last.
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

struct effects_reach_whom_they_see : over_prompts {
  // Three more effects, of which one takes something else than a number.
  struct pause {
    static constexpr char const* name = "pause";
    struct here : operation<pause, int()> {};
    using operations = operation_list<here>;
  };
  struct other {
    struct one : operation<other, int(char const*)> {};
    using operations = operation_list<one>;
  };
  struct idle {
    static constexpr char const* name = "idle";
    struct one : operation<idle, int()> {};
    using operations = operation_list<one>;
  };
  template <class S> using rest = sub_continuation<int, int, S>;

  static auto idles() {
    return handler(answers<idle::one>([] { return 0; }));
  }
  static auto others() {
    return handler(answers<other::one>([](char const*) { return 0; }));
  }
  template <class S> static auto keeps(rest<S>* kept) {
    return handler(resumes<pause::here>([kept](auto k) {
      *kept = std::move(k);
      return 0;
    }));
  }

  // What is inside is kept, the handler around it ends, and another takes its place.
  template <class S> static void resumed_under_another() {
    rest<S> place;
    int const n = handle<S>(adds(1000), [kept = &place] {
      return handle<S>(idles(), [kept] {
        handle<S>(adds(1), [kept] {
          return handle<S>(keeps<S>(kept), [] {
            perform<idle::one, S>();
            perform<pause::here, S>();
            return perform<ask::number, S>(3);
          });
        });
        return handle<S>(others(), [kept] { return std::move(*kept)(0); });
      });
    });
    BOOST_TEST(n == 1003);
  }

  // A shallow handler has handled, and what is further in has looked past it before.
  template <class S> static void after_a_shallow_one(bool under_another) {
    int const n = handle<S>(adds(1000), [under_another] {
      auto const once = handler(resumes<ask::number>([under_another](auto k, int v) {
        if (!under_another) return std::move(k)(v);
        auto const next = handler(resumes<other::one>([](auto, char const*) { return 0; }));
        return std::move(k).under(next, v);
      }));
      return handle_shallow<S>(once, [] {
        return handle<S>(idles(), [] {
          perform<idle::one, S>();
          return perform<ask::number, S>(1) + perform<ask::number, S>(2);
        });
      });
    });
    BOOST_TEST(n == 1003);
  }

  // The same for what was captured while it still handled.
  template <class S> static void kept_inside_a_shallow_one() {
    rest<S> place;
    int const n = handle<S>(adds(1000), [kept = &place] {
      return handle<S>(idles(), [kept] {
        auto const once =
            handler(resumes<ask::number>([](auto k, int v) { return std::move(k)(v); }));
        return handle_shallow<S>(once, [kept] {
          handle<S>(keeps<S>(kept), [] {
            perform<idle::one, S>();
            perform<pause::here, S>();
            return perform<ask::number, S>(3);
          });
          perform<ask::number, S>(2);
          return std::move(*kept)(0);
        });
      });
    });
    BOOST_TEST(n == 1003);
  }

  template <class S> static void check() {
    resumed_under_another<S>();
    after_a_shallow_one<S>(false);
    after_a_shallow_one<S>(true);
    kept_inside_a_shallow_one<S>();
  }
};
every_strategy<effects_reach_whom_they_see> const effects_reach_whom_they_see_here;

}  // namespace
}  // namespace kont::conformance
