// tests/control/effects_suite_many_shots.cpp -- the programs of the common suite whose handlers
// resume more than once give the answers it states for its small inputs.
#include "papers/workloads/effects_plain.hpp"
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

namespace suite = workloads::suite;

// github.com/effect-handlers/effect-handlers-bench @ 255d299, descriptions/*/README.md
struct effects_suite_many_shots : over_many_shots {
  template <class S> static void check() {
    BOOST_TEST(suite::nqueens<S>(5) == 10);
    BOOST_TEST(suite::nqueens<S>(8) == 92);
    BOOST_TEST(suite::nqueens<S>(9) == 352);
    BOOST_TEST(suite::tree_explore<S>(5, 10) == 946);
    BOOST_TEST(suite::triples<S>(10) == 779312);
  }
};
every_strategy<effects_suite_many_shots> const effects_suite_many_shots_here;

}  // namespace
}  // namespace kont::conformance
