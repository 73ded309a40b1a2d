// tests/control/monads_are_reflected.cpp -- exceptions and state as monads, in direct style.
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "continuations/control/reflect.hpp"
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct maybe {
  template <class A> using of = std::optional<A>;
  template <class A> static of<A> unit(A a) { return a; }
  template <class A, class B, class F> static of<A> bind(of<B> m, F f) {
    return m ? f(*std::move(m)) : std::nullopt;
  }
};

struct counting {  // a state: an int that programs read and change
  template <class A> using of = std::function<std::pair<A, int>(int)>;
  template <class A> static of<A> unit(A a) {
    return [a](int n) { return std::pair(a, n); };
  }
  template <class A, class B, class F> static of<A> bind(of<B> m, F f) {
    return [m, f](int n) {
      auto const [b, then] = m(n);
      return f(b)(then);
    };
  }
  static std::pair<int, int> next(int n) { return {n, n + 1}; }
};

struct monads_are_reflected : over_values {
  static std::optional<int> half(int n) { return n % 2 == 0 ? std::optional(n / 2) : std::nullopt; }
  template <class S> static void exceptions() {
    std::string log;
    reflection<maybe, int, S> exceptions;
    auto* const r = &exceptions;
    auto const eighth = [=, &log](int n) {
      return r->reify([=, &log] {
        farewell const left(log, '.');
        return r->template reflect<int>(
            half(r->template reflect<int>(half(r->template reflect<int>(half(n))))));
      });
    };
    BOOST_TEST(eighth(24).value() == 3);
    BOOST_TEST(!eighth(20).has_value());
    BOOST_TEST(!eighth(7).has_value());
    BOOST_TEST(log == ".");  // a continuation that nobody calls is kept, until its region ends
  }
  template <class S> static void unwinds_with_the_region() {
    std::string log;
    {
      reflection<maybe, int, S> exceptions;
      auto* const r = &exceptions;
      BOOST_TEST(!r->reify([=, &log] {
        farewell const left(log, '.');
        return r->template reflect<int>(half(7));
      }));
      BOOST_TEST(log == "");
    }
    BOOST_TEST(log == ".");
  }

  // Numbers the places of a text; it is the program that counts, not its bodies.
  template <class S> static void state() {
    reflection<counting, int, S> counter;
    auto* const r = &counter;
    auto const three = r->reify([=] {
      int const a = r->template reflect<int>(counting::next);
      int const b = r->template reflect<int>(counting::next);
      int const c = r->template reflect<int>(counting::next);
      return a * 100 + b * 10 + c;
    });
    auto const [answer, after] = three(4);
    BOOST_TEST(answer == 456);
    BOOST_TEST(after == 7);
  }

  template <class S> static void check() {
    exceptions<S>();
    unwinds_with_the_region<S>();
    state<S>();
  }
};
every_strategy<monads_are_reflected> const monads_are_reflected_here;

}  // namespace
}  // namespace kont::conformance
