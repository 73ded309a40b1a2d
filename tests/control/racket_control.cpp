// tests/control/racket_control.cpp -- the cases of Racket's own test of the delimited operators.
//
// Numbered as in its control.rktl. Not here, and why:
//   5, 14    ((op* op*) x), an operator passed to itself, has no type
//   19       Racket's prompt puts itself back, so that its shift0 is our shift there: case 18 is it
//            without; operators_differ has both
//   25-28    spawn and splitter are made of call/cc that marks a process: not among our operators
// fcontrol v in (% e h) is control0(p, k. h v k), the handler named where it is used (20-24).
#include <memory>
#include <optional>

#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

// What a leaf of a tree brings outside: itself, and all that comes after it.
template <class S> struct leaf {
  int value = 0;
  std::unique_ptr<sub_continuation<void, leaf, S>> rest;
};

// A number, or a continuation that leads to one (Sitaram & Felleisen return the bare k).
template <class S> struct number_or_rest {
  int value = 0;
  std::unique_ptr<sub_continuation<int, number_or_rest, S>> rest;
};

struct racket_control : over_prompts {
  template <class S> static void shift_once() {
    prompt<int, S> const p("p");
    auto const case2 = 10 * reset(p, [=] {
                         return 2 * shift(p, [=](auto) {
                                  return reset(p, [=] {
                                    return 5 * shift(p, [](auto f) { return std::move(f)(1) + 1; });
                                  });
                                });
                       });
    BOOST_TEST(case2 == 60);
  }

  template <class S> static void control_once() {
    using answer = number_or_rest<S>;
    prompt<answer, S> const p("p");
    prompt<int, S> const q("q");
    auto g = reset(p, [=]() -> answer {
      auto const x = control<int>(p, [](auto k) {
        return answer{0, std::make_unique<decltype(k)>(std::move(k))};
      });
      return {2 * x, nullptr};
    });
    auto* const rest = g.rest.get();
    auto const case7 = 3 * reset(q, [=] {
                         auto const aborted = (std::move(*rest))(7).value;
                         return 5 * control(q, [=](auto) { return aborted; });
                       });
    BOOST_TEST(case7 == 42);

    auto const case11 = reset(q, [=] {
      [[maybe_unused]] int const x = control(q, [](auto l) { return 1 + std::move(l)(0); });
      return control(q, [](auto) { return 2; });
    });
    BOOST_TEST(case11 == 2);
  }

  template <class S> static void lists() {
    heap cells;
    heap* const h = &cells;
    prompt<list, S> const p("p");
    auto const case12 = reset(
        p, [=] { return control(p, [=](auto f) { return h->cons(1, std::move(f)(nullptr)); }); });
    BOOST_TEST(written(case12) == "(1)");
    auto const case13 = reset(p, [=] {
      auto const x = control(p, [=](auto f) { return h->cons(1, std::move(f)(nullptr)); });
      return control(p, [=](auto g) { return std::move(g)(x); });
    });
    BOOST_TEST(written(case13) == "(1)");
    auto const case18 = reset(p, [=] {
      return h->cons(1, reset(p, [=] {
                       return shift0(p,
                                     [=](auto) { return shift0(p, [](auto) { return list(); }); });
                     }));
    });
    BOOST_TEST(written(case18) == "()");
  }

  // 20, 21: Sitaram's same fringe, with trees as texts: "((12)3)" is ((1 . 2) . 3).
  template <class S> static leaf<S> fringe(prompt<leaf<S>, S> p, char const* tree) {
    return reset(p, [=]() -> leaf<S> {
      for (char const* at = tree; *at != '\0'; ++at) {
        if (*at < '0' || *at > '9') continue;
        capture_leaf(p, *at - '0');
      }
      return {};
    });
  }
  template <class S> static void capture_leaf(prompt<leaf<S>, S> p, int value) {
    shift0<void>(p, [value](auto k) {
      return leaf<S>{value, std::make_unique<decltype(k)>(std::move(k))};
    });
  }
  template <class S> static bool same_fringe(char const* one, char const* other) {
    prompt<leaf<S>, S> const p("p"), q("q");
    auto a = fringe<S>(p, one);
    auto b = fringe<S>(q, other);
    while (a.rest && b.rest && a.value == b.value) {
      a = std::move(*a.rest)();
      b = std::move(*b.rest)();
    }
    return !a.rest && !b.rest;
  }

  // 23, 24: the tag says whose handler it is.
  template <class S> static void tags() {
    prompt<int, S> const p("p"), outer("outer");
    auto const case23 = 2 * reset(outer, [=] {
                          return reset(p, [=] {
                            return control0(outer, [](auto k) { return std::move(k)(5 + 1); });
                          });
                        });
    BOOST_TEST(case23 == 12);
    auto const case24 =
        1 + reset(p, [=] { return control0(p, [](auto k) { return std::move(k)(5); }); });
    BOOST_TEST(case24 == 6);
  }

  template <class S> static void check() {
    shift_once<S>();
    control_once<S>();
    lists<S>();
    BOOST_TEST(same_fringe<S>("(1(2(34)))", "(1((23)4))"));
    BOOST_TEST(!same_fringe<S>("(1(2(34)))", "(1((25)4))"));
    BOOST_TEST(!same_fringe<S>("(12)", "(123)"));
    tags<S>();
  }
};
every_strategy<racket_control> const here;

}  // namespace
}  // namespace kont::conformance
