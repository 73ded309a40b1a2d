// tests/control/queens_by_every_route.cpp -- eight queens have 92 solutions, nine 352, ten 724 and
// eleven 2680: by shift, by control0, and by the monad of lists. (By call/cc: callcc_amb; by fork()
// alone, and twelve: continuation_backtracks; by handlers: effects_suite_many_shots.)
//
// A choice that fails by returning costs a fork; the others drop a continuation, which unwinds: a
// hundred times as much, and so they stop earlier.
#include <array>
#include <vector>

#include "continuations/control/reflect.hpp"
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct every {  // the monad of lists: what may be
  template <class A> using of = std::vector<A>;
  template <class A> static of<A> unit(A a) { return {a}; }
  template <class A, class B, class F> static of<A> bind(of<B> const& m, F f) {
    of<A> all;
    for (B const& b : m) {
      for (A const& a : f(b)) all.push_back(a);
    }
    return all;
  }
};

struct queens_by_every_route : over_many_shots {
  /// Places queens where choose(columns) says; returns 1, or what fail() does.
  template <class Choose, class Fail> static int place(int size, Choose choose, Fail fail) {
    std::array<int, 12> at{};
    for (int row = 0; row < size; ++row) {
      int const column = choose();
      for (int above = 0; above < row; ++above) {
        int const other = at[static_cast<std::size_t>(above)];
        int const away = column > other ? column - other : other - column;
        if (away == 0 || away == row - above) return fail();
      }
      at[static_cast<std::size_t>(row)] = column;
    }
    return 1;
  }

  // The answer is how many solutions there are: the sum over all that may be chosen.
  template <class S> static int by_shift(int size) {
    prompt<int, S> const p("choice");
    auto const choose = [=] {
      return shift(p, [=](auto k) {
        int sum = 0;
        for (int column = 1; column < size; ++column) sum += k.fork()(column);
        return sum + std::move(k)(0);
      });
    };
    return reset(p, [=] { return place(size, choose, [] { return 0; }); });
  }
  // k is bare: whoever calls it puts the prompt back.
  template <class S> static int by_control0(int size) {
    prompt<int, S> const p("choice");
    auto const choose = [=] {
      return control0(p, [=](auto rest) {
        auto* const k = &rest;  // these frames are main's, and not forked
        int sum = 0;
        for (int column = 0; column < size; ++column) {
          sum += reset(p, [=] { return k->fork()(column); });
        }
        return sum;
      });
    };
    return reset(p, [=] { return place(size, choose, [] { return 0; }); });
  }
  template <class S> static std::size_t by_lists(int size) {
    reflection<every, int, S> lists;
    auto* const r = &lists;
    auto const choose = [=] {
      std::vector<int> columns;
      for (int column = 0; column < size; ++column) columns.push_back(column);
      return r->template reflect<int>(std::move(columns));
    };
    auto const fail = [=] { return r->template reflect<int>({}); };
    return r->reify([=] { return place(size, choose, fail); }).size();
  }

  template <class S> static void check() {
    BOOST_TEST(by_shift<S>(4) == 2);
    BOOST_TEST(by_shift<S>(8) == 92);
    BOOST_TEST(by_shift<S>(9) == 352);
    BOOST_TEST(by_shift<S>(10) == 724);
    BOOST_TEST(by_shift<S>(11) == 2680);
    BOOST_TEST(by_control0<S>(8) == 92);
    BOOST_TEST(by_control0<S>(9) == 352);
    BOOST_TEST(by_lists<S>(8) == 92U);
    BOOST_TEST(by_lists<S>(9) == 352U);
  }
};
every_strategy<queens_by_every_route> const here;

}  // namespace
}  // namespace kont::conformance
