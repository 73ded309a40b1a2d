// tests/conformance/generator_nested_in_dialect_cps.cpp -- a walk over a tree in CPS; a million
// generators nest.
#include <boost/test/unit_test.hpp>
#include <vector>

#include "generators/generator_closure.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using sequence = generator<int, closure>;

#if defined(KONT_ASAN) || defined(KONT_TSAN)
constexpr int deep = 100'000;  // they keep books on each closure
#else
constexpr int deep = 1'000'000;
#endif

struct tree {
  int value;
  tree const* left = nullptr;
  tree const* right = nullptr;
};

// In order: what is on the left, the value, what is on the right.
sequence walk(tree const* t) {
  return sequence([t](auto& consumer) {
    if (t == nullptr) return finish(consumer);
    return yield(consumer, elements_of(walk(t->left)), [t](auto& between) {
      return yield(between, t->value, [t](auto& after) {
        return yield(after, elements_of(walk(t->right)), [](auto& last) { return finish(last); });
      });
    });
  });
}

// n, n-1, … 1 on the way down, each from its own level, and -1 … -n on the way up again.
sequence down_and_up(int n, int& alive) {
  return sequence([n, &alive, here = witness(alive)](auto& consumer) mutable {
    auto up = [n, here = std::move(here)](auto& then) mutable {
      return yield(then, -n, [](auto& last) { return finish(last); });
    };
    return yield(consumer, n, [n, &alive, up = std::move(up)](auto& down) mutable {
      if (n == 1) return up(down);
      return yield(down, elements_of(down_and_up(n - 1, alive)), std::move(up));
    });
  });
}

BOOST_AUTO_TEST_SUITE(generator_nested_in_dialect_cps)

BOOST_AUTO_TEST_CASE(walks_a_tree) {
  tree const one{1}, three{3}, two{2, &one, &three}, six{6}, five{5, nullptr, &six};
  tree const four{4, &two, &five};
  std::vector<int> all;
  for (int i : walk(&four)) all.push_back(i);
  BOOST_TEST((all == std::vector{1, 2, 3, 4, 5, 6}));
}

BOOST_AUTO_TEST_CASE(an_inner_one_may_be_empty) {
  sequence g([](auto& consumer) {
    return yield(consumer, elements_of(sequence()), [](auto& then) {
      return yield(then, 7, [](auto& last) { return finish(last); });
    });
  });
  std::vector<int> all;
  for (int i : g) all.push_back(i);
  BOOST_TEST((all == std::vector{7}));
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
