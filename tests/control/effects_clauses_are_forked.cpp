// tests/control/effects_clauses_are_forked.cpp -- a clause that performs outward may be forked:
// what its handler holds is there for each fork, and goes once.
#include <memory>

#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

struct effects_clauses_are_forked : over_many_shots {
  // Resumes what performed amb::flip four times, and adds up.
  template <class S, class F> static int each_way(F body) {
    return handle<S>(handler(resumes_often<amb::flip>([](auto k) {
                               int sum = 0;
                               for (int i = 0; i < 4; ++i) sum += k(i % 2 == 0);
                               return sum;
                             }),
                             discards<amb::fail>([] { return 0; })),
                     body);
  }
  template <class S> static void check() {
    // No mere bytes: handlers of it are kept apart. (Not const: what captures it is moved out of
    // the frames that are forked.)
    auto sixty = std::make_shared<int>(60);
    auto choose = [sixty](int v) { return perform<amb::flip, S>() ? v + *sixty : 1000 + *sixty; };
    auto const holders = sixty.use_count();
    auto const ask_one = [] { return perform<ask::number, S>(1); };
    int const returned = each_way<S>([&] {
      return handle<S>(handler(answers<ask::number>([](int v) { return v; }),
                               returns([choose](int v) { return choose(v); })),
                       ask_one);
    });
    int const aborted = each_way<S>([&] {
      return handle<S>(handler(aborts<ask::number>([choose](int v) { return choose(v); })),
                       ask_one);
    });
    BOOST_TEST(returned == 2 * (1 + 60) + 2 * (1000 + 60));
    BOOST_TEST(aborted == returned);
    BOOST_TEST(sixty.use_count() == holders);
  }
};
every_strategy<effects_clauses_are_forked> const effects_clauses_are_forked_here;

}  // namespace
}  // namespace kont::conformance
