// tests/control/racket_control_many_shots.cpp -- those cases of Racket's test of the delimited
// operators that call a continuation twice.
#include "continuations/control/reusable.hpp"
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct racket_control_many_shots : over_many_shots {
  // (+ 10 (reset (+ 2 (op k (+ 100 (k (k 3))))))): cases 1, 9, 15 and 17
  template <class S, class Op> static int calls_twice(Op op) {
    continuation_region<S> region;
    prompt<int, S> const p("p");
    return 10 + reset(p, [=, r = &region] {
             return 2 + op(p, [r](auto rest) {
                      auto const k = r->keep(std::move(rest));
                      return 100 + k(k(3));
                    });
           });
  }

  template <class S> static void numbers() {
    BOOST_TEST(calls_twice<S>([](auto p, auto f) { return shift(p, f); }) == 117);
    BOOST_TEST(calls_twice<S>([](auto p, auto f) { return control(p, f); }) == 117);
    BOOST_TEST(calls_twice<S>([](auto p, auto f) { return control0(p, f); }) == 117);
    BOOST_TEST(calls_twice<S>([](auto p, auto f) { return shift0(p, f); }) == 117);

    continuation_region<S> region;
    auto* const r = &region;
    prompt<int, S> const p("p");
    auto const case3 = 1 + reset(p, [=] {
                         return 10 + shift(p, [r](auto rest) {
                                  auto const k = r->keep(std::move(rest));
                                  return k(k(100));
                                });
                       });
    BOOST_TEST(case3 == 121);
    auto const case29 = reset(p, [=] {
      return 1 + control0(p, [r](auto rest) {
               auto const k = r->keep(std::move(rest));
               return 3 + k(2) + k(5);
             });
    });
    BOOST_TEST(case29 == 12);
    // Koppel et al.: thermometer-continuations, 1 + reset (2 * shift k. k (k 5))
    auto const thermometer = 1 + reset(p, [=] {
                               return 2 * shift(p, [r](auto rest) {
                                        auto const k = r->keep(std::move(rest));
                                        return k(k(5));
                                      });
                             });
    BOOST_TEST(thermometer == 21);
  }

  // 22: all prefixes of a list; what is cut off at each element is called with nothing, and with
  // the rest (Sitaram).
  template <class S> struct all_prefixes {
    heap* h;
    continuation_region<S>* region;
    std::vector<list>* found;
    prompt<list, S> p;

    list visit(list l) const {
      auto const me = *this;
      if (l == nullptr) return control0(p, [](auto) { return list(); });
      return h->cons(l->head, control0(p, [me, l](auto rest) {
                       auto const k = me.region->keep(std::move(rest));
                       me.found->push_back(k(nullptr));
                       return reset(me.p, [=] { return k(me.visit(l->rest)); });
                     }));
    }
  };

  template <class S> static void prefixes() {
    heap cells;
    continuation_region<S> region;
    std::vector<list> found;
    prompt<list, S> const p("p");
    all_prefixes<S> const all{&cells, &region, &found, p};
    auto const input = cells.of({1, 2, 3, 4});
    reset(p, [=] { return all.visit(input); });
    std::string text;
    for (auto const each : found) text += written(each);
    BOOST_TEST(text == "(1)(1 2)(1 2 3)(1 2 3 4)");
  }

  template <class S> static void check() {
    numbers<S>();
    prefixes<S>();
  }
};
every_strategy<racket_control_many_shots> const racket_control_many_shots_here;

}  // namespace
}  // namespace kont::conformance
