// tests/control/effects_suite.cpp -- the programs of the common suite whose handlers resume once at
// most give the answers it states for its small inputs.
//
// (nqueens, tree_explore and triples are in effects_suite_many_shots; fibonacci_recursive has no
// effects, and so is in effects_suite_without_effects. Its description counts from fib(0) = 1 and
// states 8, and so do we; the suite's programs count from fib(0) = 0 and print 5, and 267914296
// for 42.)
#include "papers/workloads/effects_plain.hpp"
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

namespace suite = workloads::suite;

// github.com/effect-handlers/effect-handlers-bench @ 255d299, descriptions/*/README.md
struct effects_suite : over_prompts {
  template <class S> static void check() {
    BOOST_TEST(suite::countdown<S>(5) == 0);
    BOOST_TEST((suite::countdown<S, lookup::search>(5)) == 0);
    BOOST_TEST(suite::countdown_resumed<S>(5) == 0);
    BOOST_TEST(suite::product_early<S>(5) == 0);
    BOOST_TEST(suite::iterator<S>(5) == 15);
    BOOST_TEST(suite::iterator_generated<S>(5) == 15);
    BOOST_TEST(suite::generator_handled<S>(5) == 57);
    BOOST_TEST(suite::generator_generated<S>(5) == 57);
    BOOST_TEST(suite::parsing_dollars<S>(10) == 55);
    BOOST_TEST(suite::resume_nontail<S>(5, 1'000) == 37);
    BOOST_TEST(suite::handler_sieve<S>(10) == 17);
  }
};
every_strategy<effects_suite> const effects_suite_here;

}  // namespace
}  // namespace kont::conformance
