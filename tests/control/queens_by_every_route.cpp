// tests/control/queens_by_every_route.cpp -- eight queens have 92 solutions, nine 352, ten 724 and
// eleven 2680: by shift, by control0, and by the monad of lists. (By call/cc: callcc_amb; by fork()
// alone, and twelve: continuation_backtracks; by handlers: effects_suite_many_shots; by many more:
// unit/papers_queens.)
//
// A choice that fails by returning costs a fork; the others drop a continuation, which unwinds: a
// hundred times as much, and so they stop earlier.
#include "papers/workloads/queens_by_control.hpp"
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

namespace by = workloads::queens_by;

struct queens_by_every_route : over_many_shots {
  template <class S> static void check() {
    BOOST_TEST(by::shift<S>(4) == 2);
    BOOST_TEST(by::shift<S>(8) == 92);
    BOOST_TEST(by::shift<S>(9) == 352);
    BOOST_TEST(by::shift<S>(10) == 724);
    BOOST_TEST(by::shift<S>(11) == 2680);
    BOOST_TEST(by::control0<S>(8) == 92);
    BOOST_TEST(by::control0<S>(9) == 352);
    BOOST_TEST(by::lists<S>(8) == 92);
    BOOST_TEST(by::lists<S>(9) == 352);
  }
};
every_strategy<queens_by_every_route> const queens_by_every_route_here;

}  // namespace
}  // namespace kont::conformance
