// tests/control/operators_differ.cpp -- two programs that tell shift, control, shift0 and control0
// apart.
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct operators_differ : over_prompts {
  // An operator as a value: op.template operator()<R>(p, handler).
  static constexpr auto by_shift = []<class P, class F>(P p, F f) { return shift(p, f); };
  static constexpr auto by_control = []<class P, class F>(P p, F f) { return control(p, f); };
  static constexpr auto by_shift0 = []<class P, class F>(P p, F f) { return shift0(p, f); };
  static constexpr auto by_control0 = []<class P, class F>(P p, F f) { return control0(p, f); };

  // (let ((x (op f (cons 'a (f '()))))) (op g x)), inside as many prompts as it may need. Whether
  // the second op reaches the cons tells if the prompt came back with f.
  template <class S, class Op> static std::string escapes(Op op) {
    heap cells;
    heap* const h = &cells;
    prompt<list, S> const p("p");
    return written(reset(p, [=] {
      return reset(p, [=] {
        list const x = op(p, [h](auto f) { return h->cons(1, std::move(f)(nullptr)); });
        return op(p, [x](auto) { return x; });
      });
    }));
  }

  // Danvy's traverse: (visit xs) = (visit (op k (cons (car xs) (k (cdr xs))))) until it is empty.
  template <class S, class Op> static std::string traverse(Op op) {
    heap cells;
    heap* const h = &cells;
    prompt<list, S> const p("p");
    auto const visit = [=](list xs) {
      while (xs != nullptr) {
        xs = op(p, [=](auto k) { return h->cons(xs->head, std::move(k)(xs->rest)); });
      }
      return xs;
    };
    list const input = h->of({1, 2, 3, 4, 5});
    return written(within<S>(p, 6, [=] { return visit(input); }));
  }
  // "Enough delimiters": without the 0, one would do.
  template <class S, class F> static list within(prompt<list, S> p, int prompts, F f) {
    if (prompts == 0) return f();
    return reset(p, [=] { return within<S>(p, prompts - 1, f); });
  }

  template <class S> static void check() {
    BOOST_TEST(escapes<S>(by_shift) == "(1)");
    BOOST_TEST(escapes<S>(by_control) == "()");
    BOOST_TEST(escapes<S>(by_shift0) == "(1)");
    BOOST_TEST(escapes<S>(by_control0) == "()");

    BOOST_TEST(traverse<S>(by_shift) == "(1 2 3 4 5)");
    BOOST_TEST(traverse<S>(by_control) == "(5 4 3 2 1)");
    BOOST_TEST(traverse<S>(by_shift0) == "(1 2 3 4 5)");
    BOOST_TEST(traverse<S>(by_control0) == "(5 4 3 2 1)");
    zero_reaches_further<S>();
  }

  // (prompt (cons 'a (prompt (op f (op g '()))))): is the inner prompt still there for g?
  template <class S, class Op> static std::string twice(Op op) {
    heap cells;
    heap* const h = &cells;
    prompt<list, S> const p("p");
    return written(reset(p, [=] {
      return h->cons(1, reset(p, [=] {
                       return op(p, [=](auto) { return op(p, [](auto) { return list(); }); });
                     }));
    }));
  }
  template <class S> static void zero_reaches_further() {
    BOOST_TEST(twice<S>(by_shift) == "(1)");
    BOOST_TEST(twice<S>(by_control) == "(1)");
    BOOST_TEST(twice<S>(by_shift0) == "()");
    BOOST_TEST(twice<S>(by_control0) == "()");
  }
};
every_strategy<operators_differ> const operators_differ_here;

}  // namespace
}  // namespace kont::conformance
