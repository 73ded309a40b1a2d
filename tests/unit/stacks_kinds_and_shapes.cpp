// tests/unit/stacks_kinds_and_shapes.cpp -- a kind is the index of a shape, and back.
#include <boost/test/unit_test.hpp>
#include <set>

#include "lib/stacks/stack.hpp"

BOOST_AUTO_TEST_SUITE(stacks_kinds_and_shapes)

using namespace kont::stacks;

BOOST_AUTO_TEST_CASE(shape_of_is_the_inverse_of_kind_of) {
  std::set<unsigned> seen;
  for (auto size = smallest_size; size <= largest_size; size *= 2) {
    for (auto guard : {guarding::none, guarding::page, guarding::wide}) {
      for (bool coloured : {false, true}) {
        shape const s{size, guard, coloured};
        auto const kind = kind_of(s);
        BOOST_TEST(kind < kinds);
        BOOST_TEST((shape_of(kind) == s));
        BOOST_TEST(seen.insert(kind).second);
      }
    }
  }
  BOOST_TEST(seen.size() == kinds);
}

BOOST_AUTO_TEST_CASE(sizes_are_rounded_up_to_a_power_of_two) {
  BOOST_TEST(shape_of(kind_of({.size = 0})).size == smallest_size);
  BOOST_TEST(shape_of(kind_of({.size = 1})).size == smallest_size);
  BOOST_TEST(shape_of(kind_of({.size = smallest_size + 1})).size == 2 * smallest_size);
  BOOST_TEST(shape_of(kind_of({.size = 65535})).size == 65536u);
  BOOST_TEST(shape_of(kind_of({.size = 65537})).size == 131072u);
  BOOST_TEST(shape_of(kind_of({.size = largest_size})).size == largest_size);
}

BOOST_AUTO_TEST_CASE(a_constant_shape_folds_away) {
  static_assert(shape_of(kind_of({})) == shape{});
  BOOST_TEST(true);
}

BOOST_AUTO_TEST_SUITE_END()
