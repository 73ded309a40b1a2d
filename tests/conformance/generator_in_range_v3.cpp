// tests/conformance/generator_in_range_v3.cpp -- a generator is an input range of range-v3.
#include "generators/generator.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

#if KONT_HAVE_RANGE_V3
#include <memory>
#include <range/v3/algorithm/find.hpp>
#include <range/v3/range/conversion.hpp>
#include <range/v3/view/filter.hpp>
#include <range/v3/view/take.hpp>
#include <range/v3/view/transform.hpp>
#include <vector>
#endif

namespace kont::conformance {
namespace {

#if KONT_HAVE_RANGE_V3
struct generator_in_range_v3 : direct_bodies {
  template <class S> static void satisfies_the_concepts() {
    static_assert(ranges::input_range<generator<int, S>>);
    static_assert(ranges::input_range<generator<int const&, S>>);
    static_assert(ranges::input_range<generator<std::unique_ptr<int>, S>>);
    static_assert(!ranges::forward_range<generator<int, S>>);
  }

  template <class S> static void is_piped_by_name() {  // its views are to be copyable (0.12)
    generator<int, S> g([](auto& yield) {
      for (int i = 0;; ++i) yield(+i);
    });
    auto const even = [](int i) { return i % 2 == 0; };
    auto const square = [](int i) { return i * i; };
    auto piped =
        g | ranges::views::filter(even) | ranges::views::transform(square) | ranges::views::take(4);
    BOOST_TEST((ranges::to<std::vector<int>>(piped) == std::vector{0, 4, 16, 36}));
  }

  template <class S> static void feeds_the_algorithms() {
    generator<int, S> g([](auto& yield) {
      for (int i = 0; i < 10; ++i) yield(i * 7);
    });
    BOOST_TEST(*ranges::find(g, 21) == 21);
  }

  template <class S> static void check() {
    satisfies_the_concepts<S>();
    is_piped_by_name<S>();
    feeds_the_algorithms<S>();
  }
};
#else
struct generator_in_range_v3 {
  template <class S> static constexpr std::string_view cannot() {
    return "this build has no range-v3";
  }
};
#endif
every_strategy<generator_in_range_v3> const generator_in_range_v3_here;

}  // namespace
}  // namespace kont::conformance
