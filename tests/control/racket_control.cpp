// tests/control/racket_control.cpp -- the cases of Racket's own test of the delimited operators.
//
// Numbered as in its control.rktl, from 1. In racket_control_many_shots: 1, 3, 9, 15, 17, 22, 29;
// in operators_differ: 4, 6, 8, 10, 16; 30 is 29, with a name that only Racket's prompts have.
// Not here: 19, (a), where Racket's prompt puts itself back and so makes its shift0 our shift; 18
// is the same without, and operators_differ has both. Three operators are ours by another name:
//   fcontrol v in (% e h)       control0(p, k. h v k), the handler named where it is used (20-24)
//   spawn f                     reset(p, f c) with a new p, and c is shift0(p, ...) (25, 26)
//   grab and then exit, in a    control0(p, ...): k is bare, and whoever goes on with it puts a
//   splitter                    new splitter around it (27, 28)
#include <memory>
#include <type_traits>

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

  // 5, 14: ((op* op*) x) with (define (op* f) (op k (f k))), which is then of two types.
  template <class S, class Op> static bool to_itself(Op op) {
    using same = sub_continuation<int, int, S>;  // of a body that answers what it is called with
    prompt<int, S> const p("p");
    auto const star = [=]<class R>(std::type_identity<R> hole, auto f) {
      return op(hole, p, [f = std::move(f)](auto k) mutable { return std::move(f)(std::move(k)); });
    };
    return 1 == reset(p, [=] {
             int const x = 7;
             auto f = star(std::type_identity<same>(), [star](auto k) {
               return star(std::type_identity<int>(), std::move(k));
             });
             return std::move(f)(x) == x ? 1 : 0;
           });
  }

  // 20, 21: Sitaram's same fringe, with trees as texts: "((12)3)" is ((1 . 2) . 3). 27, 28: that of
  // Queinnec and Serpette, with a prompt that does not go along.
  enum class walker { by_fcontrol, by_splitter };
  template <walker W, class S> static leaf<S> fringe(prompt<leaf<S>, S> p, char const* tree) {
    return reset(p, [=]() -> leaf<S> {
      for (char const* at = tree; *at != '\0'; ++at) {
        if (*at < '0' || *at > '9') continue;
        capture_leaf<W>(p, *at - '0');
      }
      return {};
    });
  }
  template <walker W, class S> static void capture_leaf(prompt<leaf<S>, S> p, int value) {
    auto const give = [value](auto k) {
      return leaf<S>{value, std::make_unique<decltype(k)>(std::move(k))};
    };
    if constexpr (W == walker::by_fcontrol) {
      shift0<void>(p, give);
    } else {
      control0<void>(p, give);
    }
  }
  template <walker W, class S> static void go_on(prompt<leaf<S>, S> p, leaf<S>& at) {
    if constexpr (W == walker::by_fcontrol) {
      at = std::move(*at.rest)();
    } else {
      auto* const rest = at.rest.get();
      at = reset(p, [rest] { return std::move(*rest)(); });
    }
  }
  template <class S, walker W> static bool same_fringe(char const* one, char const* other) {
    prompt<leaf<S>, S> const p("p"), q("q");
    auto a = fringe<W>(p, one);
    auto b = fringe<W>(q, other);
    while (a.rest && b.rest && a.value == b.value) {
      go_on<W>(p, a);
      go_on<W>(q, b);
    }
    return !a.rest && !b.rest;
  }
  template <class S, walker W> static void fringes() {
    BOOST_TEST((same_fringe<S, W>("(1(2(34)))", "(1((23)4))")));
    BOOST_TEST((!same_fringe<S, W>("(1(2(34)))", "(1((25)4))")));
    BOOST_TEST((!same_fringe<S, W>("(12)", "(123)")));
  }

  // 25, 26: what is captured ends where its process was spawned, also when it is called elsewhere.
  // (Hieb & Dybvig, Continuations and concurrency, PPoPP 1990.) Pairs of numbers as lists.
  template <class S> static void spawned() {
    heap cells;
    heap* const h = &cells;
    prompt<list, S> const p("spawn");
    auto const put_before = [=](int head, int value) {
      return shift0(p, [=](auto k) { return h->cons(head, std::move(k)(h->of({value}))); });
    };
    auto const case25 = reset(p, [=] {
      list const v = put_before(2, 3);
      return h->cons(put_before(1, 4)->head, v);
    });
    BOOST_TEST(written(case25) == "(2 1 4 3)");
    auto const case26 = reset(p, [=] {
      int const first = put_before(1, 4)->head;
      return h->cons(first, put_before(2, 3));
    });
    BOOST_TEST(written(case26) == "(1 2 4 3)");
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
    BOOST_TEST(to_itself<S>(
        []<class R>(std::type_identity<R>, auto p, auto f) { return shift<R>(p, std::move(f)); }));
    BOOST_TEST(to_itself<S>([]<class R>(std::type_identity<R>, auto p, auto f) {
      return control<R>(p, std::move(f));
    }));
    fringes<S, walker::by_fcontrol>();
    tags<S>();
    spawned<S>();
    fringes<S, walker::by_splitter>();
  }
};
every_strategy<racket_control> const racket_control_here;

}  // namespace
}  // namespace kont::conformance
