// tests/conformance/generator_from_any_for_each.cpp -- what visits elements by a function that it
// takes by value becomes a generator: it is given a reference to the yielder.
#include <algorithm>
#include <functional>
#include <ranges>
#include <set>
#include <vector>

#include "generators/generator.hpp"
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct from_any_for_each {
  template <class S> static void check() {
    std::set<int> const numbers{3, 1, 4, 15, 9, 2, 6};
    generator<int const&, S> all([&](auto& yield) {
      std::for_each(numbers.begin(), numbers.end(), std::ref(yield));
      std::ranges::for_each(numbers | std::views::reverse, std::ref(yield));
    });
    std::vector<int> seen;
    for (int const& n : all) {
      seen.push_back(n);
      BOOST_TEST(numbers.count(n) == 1u);
      BOOST_TEST(&*numbers.find(n) == &n);  // lent, not copied
    }
    BOOST_TEST(seen == (std::vector{1, 2, 3, 4, 6, 9, 15, 15, 9, 6, 4, 3, 2, 1}),
               boost::test_tools::per_element());
  }
};
every_strategy<from_any_for_each> const from_any_for_each_here;

}  // namespace
}  // namespace kont::conformance
