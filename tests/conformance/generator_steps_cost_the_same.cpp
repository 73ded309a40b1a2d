// tests/conformance/generator_steps_cost_the_same.cpp -- an element takes two switches, however
// deep it comes from.

#include "generators/generator.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

template <class S> generator<int, S> counting_below(int depth) {
  return generator<int, S>([depth](auto& yield) {
    if (depth > 0) {
      yield(elements_of(counting_below<S>(depth - 1)));
    } else {
      for (int i = 0;; ++i) yield(i);
    }
  });
}

template <class S> long switches_for(int elements, int depth) {
  auto g = counting_below<S>(depth);
  auto i = g.begin();  // the way down is walked once
  auto const before = S::switches;
  for (int n = 0; n < elements; ++n) ++i;
  BOOST_TEST(*i == elements);
  return S::switches - before;
}

template <class S> generator<int, S> complete_tree(int depth) {
  return generator<int, S>([depth](auto& yield) {
    if (depth > 0) yield(elements_of(complete_tree<S>(depth - 1)));
    yield(+depth);
    if (depth > 0) yield(elements_of(complete_tree<S>(depth - 1)));
  });
}

struct generator_steps_cost_the_same : direct_bodies {
  template <class S> static void element_takes_two_switches_at_any_depth() {
    using C = counted<S>;
    for (int depth : {0, 1, 10, many_alive<S>(1'000)})
      BOOST_TEST(switches_for<C>(100, depth) == 200);
  }

  template <class S> static void walks_a_tree_in_linear_time() {
    using C = counted<S>;
    auto const before = C::switches;
    int nodes = 0;
    for ([[maybe_unused]] int d : complete_tree<C>(7)) ++nodes;
    BOOST_TEST(nodes == 255);
    // there and back for each element, and each of the generators is begun once
    BOOST_TEST(C::switches - before == 2 * 255 + 255);
  }

  template <class S> static void check() {
    element_takes_two_switches_at_any_depth<S>();
    walks_a_tree_in_linear_time<S>();
  }
};
every_strategy<generator_steps_cost_the_same> const generator_steps_cost_the_same_here;

}  // namespace
}  // namespace kont::conformance
