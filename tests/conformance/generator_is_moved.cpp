// tests/conformance/generator_is_moved.cpp -- a generator may be moved at any time.
#include <utility>
#include <vector>

#include "generators/generator.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

template <class S> generator<int, S> up_to(int n, int& alive) {
  return generator<int, S>([n, &alive](auto& yield) {
    witness const here(alive);
    for (int i = 0; i < n; ++i) yield(i);
  });
}

struct generator_is_moved : direct_bodies {
  template <class S> static void moved_half_way_goes_on() {
    int alive = 0;
    auto first = up_to<S>(6, alive);
    auto i = first.begin();
    ++i;
    BOOST_TEST(*i == 1);
    auto second = std::move(first);
    BOOST_TEST((first.begin() == first.end()));  // what is left is an empty range
    BOOST_TEST(alive == 1);
    std::vector<int> rest;
    for (int n : second) rest.push_back(n);  // its begin() asks for the next
    BOOST_TEST((rest == std::vector{2, 3, 4, 5}));
    BOOST_TEST(alive == 0);
  }

  template <class S> static void assigned_over_unwinds_the_old() {
    int old_alive = 0, new_alive = 0;
    auto g = up_to<S>(6, old_alive);
    (void)g.begin();
    BOOST_TEST(old_alive == 1);
    auto other = up_to<S>(3, new_alive);
    (void)other.begin();
    g = std::move(other);
    BOOST_TEST(old_alive == 0);
    BOOST_TEST(new_alive == 1);
    BOOST_TEST(*g.begin() == 1);
  }

  template <class S> static void live_in_a_vector_that_grows() {
    int alive = 0;
    std::vector<generator<int, S>> all;
    for (int i = 0; i < 20; ++i) {
      all.push_back(up_to<S>(100, alive));
      for (auto& g : all) (void)g.begin();  // one step each
    }
    for (int i = 0; i < 20; ++i) BOOST_TEST(*all[static_cast<std::size_t>(i)].begin() == 20 - i);
    BOOST_TEST(alive == 20);
    all.clear();
    BOOST_TEST(alive == 0);
  }

  template <class S> static void check() {
    moved_half_way_goes_on<S>();
    assigned_over_unwinds_the_old<S>();
    live_in_a_vector_that_grows<S>();
  }
};
every_strategy<generator_is_moved> const generator_is_moved_here;

}  // namespace
}  // namespace kont::conformance
