// tests/conformance/generator_is_dropped_in_dialect_cps.cpp -- what a rest captured is destroyed,
// once, whenever it is dropped.
#include <boost/test/unit_test.hpp>

#include "generators/generator_closure.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using sequence = generator<int, closure>;

// Two elements; one witness goes from rest to rest, another is in the last one only.
sequence watched(int& captured, int& inside) {
  return sequence([w = witness(captured), &inside](auto& consumer) mutable {
    return yield(consumer, 1, [w = std::move(w), here = witness(inside)](auto& then) mutable {
      return yield(then, 2,
                   [w = std::move(w), here = std::move(here)](auto& last) { return finish(last); });
    });
  });
}

BOOST_AUTO_TEST_SUITE(generator_is_dropped_in_dialect_cps)

BOOST_AUTO_TEST_CASE(before_it_began) {
  int captured = 0, inside = 0;
  {
    auto const g = watched(captured, inside);
    BOOST_TEST(captured == 1);
  }
  BOOST_TEST(captured == 0);
  BOOST_TEST(inside == 0);
}

BOOST_AUTO_TEST_CASE(half_way) {
  int captured = 0, inside = 0;
  {
    auto g = watched(captured, inside);
    (void)g.begin();
    BOOST_TEST(inside == 1);
    g = watched(captured, inside);
    BOOST_TEST(captured == 1);
    BOOST_TEST(inside == 0);
    (void)g.begin();
  }
  BOOST_TEST(captured == 0);
  BOOST_TEST(inside == 0);
}

BOOST_AUTO_TEST_CASE(at_its_end) {
  int captured = 0, inside = 0;
  auto g = watched(captured, inside);
  for ([[maybe_unused]] int i : g) BOOST_TEST(captured == 1);
  BOOST_TEST(inside == 0);
  BOOST_TEST(captured == 0);
}

BOOST_AUTO_TEST_CASE(by_an_exception_of_its_consumer) {
  int captured = 0, inside = 0;
  auto const consume = [&] {
    for (int i : watched(captured, inside)) throw i;
  };
  BOOST_CHECK_EXCEPTION(consume(), int, [](int i) { return i == 1; });
  BOOST_TEST(captured == 0);
  BOOST_TEST(inside == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont::conformance
