// tests/conformance/generator_nested.cpp -- a generator yields all that another has.
#include <stdexcept>
#include <string>
#include <vector>

#include "generators/generator.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

// n, n-1, … 1 on the way down, each from its own level, and 1 … n on the way up again.
template <class S> generator<int, S> down_and_up(int n, int& alive) {
  return generator<int, S>([n, &alive](auto& yield) {
    witness const here(alive);
    yield(+n);
    if (n > 1) yield(elements_of(down_and_up<S>(n - 1, alive)));
    yield(-n);
  });
}

// At the bottom of n levels: yields 1, then throws.
template <class S> generator<int, S> failing_below(int n, int& alive, int& passed) {
  return generator<int, S>([n, &alive, &passed](auto& yield) {
    witness const here(alive);
    if (n == 0) {
      yield(1);
      throw std::runtime_error("from the bottom");
    }
    try {
      yield(elements_of(failing_below<S>(n - 1, alive, passed)));
    } catch (std::runtime_error const&) {
      ++passed;
      throw;
    }
  });
}

struct generator_nested : direct_bodies {
  template <class S> static void nests_in_order() {
    int alive = 0;
    std::vector<int> all;
    for (int i : down_and_up<S>(3, alive)) all.push_back(i);
    BOOST_TEST((all == std::vector{3, 2, 1, -1, -2, -3}));
    BOOST_TEST(alive == 0);
  }

  template <class S> static void nests_one_after_the_other() {
    auto const three = [](int first) {
      return generator<int, S>([first](auto& yield) {
        for (int i = 0; i < 3; ++i) yield(first + i);
      });
    };
    generator<int, S> g([&](auto& yield) {
      auto named = three(10);
      yield(elements_of(named));
      yield(elements_of(generator<int, S>([](auto&) {})));
      yield(elements_of(generator<int, S>()));  // the empty range
      yield(elements_of(three(20)));
    });
    std::vector<int> all;
    for (int i : g) all.push_back(i);
    BOOST_TEST((all == std::vector{10, 11, 12, 20, 21, 22}));
  }

  template <class S> static void nests_to_any_depth() {
    int const depth = many_alive<S>(10'000);
    int alive = 0, deepest = 0, last = 0;
    long sum = 0, count = 0;
    for (int i : down_and_up<S>(depth, alive)) {
      deepest = std::max(deepest, alive);
      sum += i, ++count, last = i;
    }
    BOOST_TEST(count == 2 * depth);
    BOOST_TEST(sum == 0);
    BOOST_TEST(last == -depth);
    BOOST_TEST(deepest == depth);
    BOOST_TEST(alive == 0);
  }

  template <class S> static void exceptions_come_up_through_each_level() {
    int const depth = many_alive<S>(1'000);
    int alive = 0, passed = 0;
    auto g = failing_below<S>(depth, alive, passed);
    auto i = g.begin();
    BOOST_TEST(*i == 1);
    BOOST_TEST(alive == depth + 1);
    BOOST_CHECK_THROW(++i, std::runtime_error);
    BOOST_TEST(passed == depth);
    BOOST_TEST(alive == 0);
    BOOST_TEST((i == g.end()));
  }

  template <class S> static void goes_on_after_an_inner_failed() {
    int alive = 0, passed = 0;
    generator<int, S> g([&](auto& yield) {
      for (int n : {0, 1, 2}) {
        try {
          yield(elements_of(failing_below<S>(n, alive, passed)));
        } catch (std::runtime_error const&) { yield(100 + n); }
      }
    });
    std::vector<int> all;
    for (int i : g) all.push_back(i);
    BOOST_TEST((all == std::vector{1, 100, 1, 101, 1, 102}));
  }

  template <class S> static void dropped_in_the_depth_unwinds_every_level() {
    int const depth = many_alive<S>(1'000);
    int alive = 0;
    {
      auto g = down_and_up<S>(depth, alive);
      auto i = g.begin();
      for (int n = 1; n < depth; ++n) ++i;
      BOOST_TEST(*i == 1);
      BOOST_TEST(alive == depth);
    }
    BOOST_TEST(alive == 0);
  }

  template <class S> static void moved_in_the_depth_goes_on() {
    int alive = 0;
    auto g = down_and_up<S>(5, alive);
    auto i = g.begin();
    for (int n = 1; n < 5; ++n) ++i;
    auto moved = std::move(g);
    std::vector<int> rest;
    for (int n : moved) rest.push_back(n);
    BOOST_TEST((rest == std::vector{-1, -2, -3, -4, -5}));
  }

  template <class S> static void check() {
    nests_in_order<S>();
    nests_one_after_the_other<S>();
    nests_to_any_depth<S>();
    exceptions_come_up_through_each_level<S>();
    goes_on_after_an_inner_failed<S>();
    dropped_in_the_depth_unwinds_every_level<S>();
    moved_in_the_depth_goes_on<S>();
  }
};
every_strategy<generator_nested> const generator_nested_here;

}  // namespace
}  // namespace kont::conformance
