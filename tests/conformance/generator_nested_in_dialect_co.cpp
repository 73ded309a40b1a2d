// tests/conformance/generator_nested_in_dialect_co.cpp -- a frame yields all that another has, and
// a million of them nest.
#include <boost/test/unit_test.hpp>
#include <vector>

#include "generators/generator_frame.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using sequence = generator<int, frame>;

#if defined(KONT_ASAN) || defined(KONT_TSAN)
constexpr int deep = 100'000;  // they keep books on each frame
#else
constexpr int deep = 1'000'000;
#endif

// n, n-1, … 1 on the way down, each from its own level, and -1 … -n on the way up again.
sequence down_and_up(int n, int& alive) {
  witness const here(alive);
  co_yield n;
  if (n > 1) co_yield elements_of(down_and_up(n - 1, alive));
  co_yield -n;
}

sequence three(int first) {
  for (int i = 0; i < 3; ++i) co_yield first + i;
}
sequence one_after_the_other() {
  auto named = three(10);
  co_yield elements_of(named);
  co_yield elements_of(sequence());  // the empty range
  co_yield elements_of(three(20));
}

BOOST_AUTO_TEST_SUITE(generator_nested_in_dialect_co)

BOOST_AUTO_TEST_CASE(in_order) {
  int alive = 0;
  std::vector<int> all;
  for (int i : down_and_up(3, alive)) all.push_back(i);
  BOOST_TEST((all == std::vector{3, 2, 1, -1, -2, -3}));
  all.clear();
  for (int i : one_after_the_other()) all.push_back(i);
  BOOST_TEST((all == std::vector{10, 11, 12, 20, 21, 22}));
}

BOOST_AUTO_TEST_CASE(a_million_deep) {
  int alive = 0, deepest = 0, last = 0;
  long sum = 0, count = 0;
  for (int i : down_and_up(deep, alive)) {
    if (alive > deepest) deepest = alive;
    sum += i, ++count, last = i;
  }
  BOOST_TEST(count == 2L * deep);
  BOOST_TEST(sum == 0);
  BOOST_TEST(last == -deep);
  BOOST_TEST(deepest == deep);
  BOOST_TEST(alive == 0);
}

BOOST_AUTO_TEST_CASE(dropped_in_the_depth_all_are_destroyed) {
  int alive = 0;
  {
    auto g = down_and_up(deep, alive);
    auto i = g.begin();
    for (int n = 1; n < deep; ++n) ++i;
    BOOST_TEST(*i == 1);
    BOOST_TEST(alive == deep);
  }
  BOOST_TEST(alive == 0);
}

BOOST_AUTO_TEST_CASE(moved_in_the_depth_goes_on) {
  int alive = 0;
  auto g = down_and_up(5, alive);
  auto i = g.begin();
  for (int n = 1; n < 5; ++n) ++i;
  auto moved = std::move(g);
  std::vector<int> rest;
  for (int n : moved) rest.push_back(n);
  BOOST_TEST((rest == std::vector{-1, -2, -3, -4, -5}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont::conformance
