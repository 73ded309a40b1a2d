// tests/conformance/generator_is_dropped_in_dialect_co.cpp -- what a frame holds is destroyed,
// once, whenever it is dropped.
#include <boost/test/unit_test.hpp>
#include <utility>

#include "generators/generator_frame.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using sequence = generator<int, frame>;

// Two elements; one witness is a parameter, and one lives in the body while it runs.
sequence watched([[maybe_unused]] witness parameter, int& inside) {
  witness const here(inside);
  co_yield 1;
  co_yield 2;
}

BOOST_AUTO_TEST_SUITE(generator_is_dropped_in_dialect_co)

BOOST_AUTO_TEST_CASE(before_it_began) {
  int outside = 0, inside = 0;
  {
    auto const g = watched(witness(outside), inside);
    BOOST_TEST(outside == 1);
  }
  BOOST_TEST(outside == 0);
  BOOST_TEST(inside == 0);
}

BOOST_AUTO_TEST_CASE(half_way) {
  int outside = 0, inside = 0;
  {
    auto g = watched(witness(outside), inside);
    (void)g.begin();
    BOOST_TEST(inside == 1);
    g = watched(witness(outside), inside);
    BOOST_TEST(outside == 1);
    BOOST_TEST(inside == 0);
    (void)g.begin();
  }
  BOOST_TEST(outside == 0);
  BOOST_TEST(inside == 0);
}

BOOST_AUTO_TEST_CASE(at_its_end) {
  int outside = 0, inside = 0;
  auto g = watched(witness(outside), inside);
  for ([[maybe_unused]] int i : g) BOOST_TEST(inside == 1);
  BOOST_TEST(inside == 0);
  BOOST_TEST(outside == 0);
}

BOOST_AUTO_TEST_CASE(by_an_exception_of_its_consumer) {
  int outside = 0, inside = 0;
  auto const consume = [&] {
    for (int i : watched(witness(outside), inside)) throw i;
  };
  BOOST_CHECK_EXCEPTION(consume(), int, [](int i) { return i == 1; });
  BOOST_TEST(outside == 0);
  BOOST_TEST(inside == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont::conformance
