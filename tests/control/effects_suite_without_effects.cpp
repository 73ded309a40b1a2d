// tests/control/effects_suite_without_effects.cpp -- all eleven programs of the common suite,
// written without effects, give the answers it states.
#include <boost/test/unit_test.hpp>

#include "papers/workloads/effects_plain.hpp"

namespace kont {
namespace {

namespace suite = workloads::suite;

BOOST_AUTO_TEST_CASE(effects_suite_without_effects) {
  BOOST_TEST(suite::plain::countdown(5) == 0);
  BOOST_TEST(suite::plain::fibonacci_recursive(5) == 8);
  BOOST_TEST(suite::plain::product_early(5) == 0);
  BOOST_TEST(suite::plain::iterator(5) == 15);
  BOOST_TEST(suite::plain::generator(5) == 57);
  BOOST_TEST(suite::plain::parsing_dollars(10) == 55);
  BOOST_TEST(suite::plain::nqueens(5) == 10);
  BOOST_TEST(suite::nqueens_cps(5) == 10);
  BOOST_TEST(suite::plain::tree_explore(5, 10) == 946);
  BOOST_TEST(suite::plain::triples(10) == 779312);
  BOOST_TEST(suite::plain::resume_nontail(5, 1'000) == 37);
  BOOST_TEST(suite::plain::handler_sieve(10) == 17);
}

}  // namespace
}  // namespace kont
