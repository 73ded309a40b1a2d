// tests/conformance/generator_nested_co_and_cps.cpp -- a generator yields all that another has,
// and a million of them nest: as frames, and in CPS.
#include <boost/test/unit_test.hpp>
#include <tuple>
#include <utility>
#include <vector>

#include "generators/generator_closure.hpp"
#include "generators/generator_frame.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

BOOST_AUTO_TEST_SUITE(generator_nested_co_and_cps)

using frames = generator<int, frame>;
using closures = generator<int, closure>;

#if defined(KONT_ASAN) || defined(KONT_TSAN)
constexpr int deep = 100'000;  // they keep books on each of them
#else
constexpr int deep = 1'000'000;
#endif

// n, n-1, … 1 on the way down, each from its own level, and -1 … -n on the way up again.
struct co {
  static frames down_and_up(int n, int& alive) {
    witness const here(alive);
    co_yield n;
    if (n > 1) co_yield elements_of(down_and_up(n - 1, alive));
    co_yield -n;
  }
};
struct cps {
  static closures down_and_up(int n, int& alive) {
    return closures([n, &alive, here = witness(alive)](auto& consumer) mutable {
      auto up = [n, here = std::move(here)](auto& then) mutable {
        return yield(then, -n, [](auto& last) { return finish(last); });
      };
      return yield(consumer, n, [n, &alive, up = std::move(up)](auto& down) mutable {
        if (n == 1) return up(down);
        return yield(down, elements_of(down_and_up(n - 1, alive)), std::move(up));
      });
    });
  }
};
using dialects = std::tuple<co, cps>;

frames three(int first) {
  for (int i = 0; i < 3; ++i) co_yield first + i;
}
frames one_after_the_other() {
  auto named = three(10);
  co_yield elements_of(named);
  co_yield elements_of(frames());  // the empty range
  co_yield elements_of(three(20));
}
frames none_between_two() {
  co_yield 1;
  co_yield elements_of(frames());
  co_yield 2;
  co_yield elements_of(three(10));
  co_yield elements_of(frames());
  co_yield 3;
}

struct tree {
  int value;
  tree const* left = nullptr;
  tree const* right = nullptr;
};

// In order: what is on the left, the value, what is on the right.
closures walk(tree const* t) {
  return closures([t](auto& consumer) {
    if (t == nullptr) return finish(consumer);
    return yield(consumer, elements_of(walk(t->left)), [t](auto& between) {
      return yield(between, t->value, [t](auto& after) {
        return yield(after, elements_of(walk(t->right)), [](auto& last) { return finish(last); });
      });
    });
  });
}

template <class G> std::vector<int> all_of(G g) {
  std::vector<int> all;
  for (int i : g) all.push_back(i);
  return all;
}

BOOST_AUTO_TEST_CASE_TEMPLATE(in_order, D, dialects) {
  int alive = 0;
  BOOST_TEST((all_of(D::down_and_up(3, alive)) == std::vector{3, 2, 1, -1, -2, -3}));
}

BOOST_AUTO_TEST_CASE(one_after_another) {
  BOOST_TEST((all_of(one_after_the_other()) == std::vector{10, 11, 12, 20, 21, 22}));
}

BOOST_AUTO_TEST_CASE(none_is_no_error) {
  BOOST_TEST((all_of(none_between_two()) == std::vector{1, 2, 10, 11, 12, 3}));
}

BOOST_AUTO_TEST_CASE(walks_a_tree) {
  tree const one{1}, three{3}, two{2, &one, &three}, six{6}, five{5, nullptr, &six};
  tree const four{4, &two, &five};
  BOOST_TEST((all_of(walk(&four)) == std::vector{1, 2, 3, 4, 5, 6}));
}

BOOST_AUTO_TEST_CASE(an_inner_one_may_be_empty) {
  closures g([](auto& consumer) {
    return yield(consumer, elements_of(closures()), [](auto& then) {
      return yield(then, 7, [](auto& last) { return finish(last); });
    });
  });
  BOOST_TEST((all_of(std::move(g)) == std::vector{7}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_million_deep, D, dialects) {
  int alive = 0, deepest = 0, last = 0;
  long sum = 0, count = 0;
  for (int i : D::down_and_up(deep, alive)) {
    if (alive > deepest) deepest = alive;
    sum += i, ++count, last = i;
  }
  BOOST_TEST(count == 2L * deep);
  BOOST_TEST(sum == 0);
  BOOST_TEST(last == -deep);
  BOOST_TEST(deepest == deep);
  BOOST_TEST(alive == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(dropped_in_the_depth_all_are_destroyed, D, dialects) {
  int alive = 0;
  {
    auto g = D::down_and_up(deep, alive);
    auto i = g.begin();
    for (int n = 1; n < deep; ++n) ++i;
    BOOST_TEST(*i == 1);
    BOOST_TEST(alive == deep);
  }
  BOOST_TEST(alive == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(moved_in_the_depth_goes_on, D, dialects) {
  int alive = 0;
  auto g = D::down_and_up(5, alive);
  auto i = g.begin();
  for (int n = 1; n < 5; ++n) ++i;
  auto moved = std::move(g);
  BOOST_TEST((all_of(std::move(moved)) == std::vector{-1, -2, -3, -4, -5}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont::conformance
