// tests/conformance/generator_as_range.cpp -- a generator is an input range and a view of std.
#include <algorithm>
#include <concepts>
#include <memory>
#include <ranges>
#include <vector>

#include "generators/generator.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

namespace views = std::views;

template <class S> auto naturals() {
  return generator<int, S>([](auto& yield) {
    for (int i = 0;; ++i) yield(i);
  });
}

auto const collect = [](auto&& range) {
  std::vector<int> all;
  for (int i : range) all.push_back(i);
  return all;
};

template <class G>
constexpr bool is_a_view_to_be_read_once =
    std::ranges::input_range<G> && !std::ranges::forward_range<G> && std::ranges::view<G> &&
    std::ranges::viewable_range<G> && std::movable<G> && !std::copyable<G> &&
    std::sentinel_for<std::default_sentinel_t, std::ranges::iterator_t<G>>;

struct generator_as_range : direct_bodies {
  template <class S> static void satisfies_the_concepts() {
    static_assert(is_a_view_to_be_read_once<generator<int, S>>);
    static_assert(is_a_view_to_be_read_once<generator<int&, S>>);
    static_assert(is_a_view_to_be_read_once<generator<int const&, S>>);
    static_assert(is_a_view_to_be_read_once<generator<std::unique_ptr<int>, S>>);
    BOOST_TEST(true);
  }

  template <class S> static void is_piped_by_value_and_by_reference() {
    auto const even = [](int i) { return i % 2 == 0; };
    auto const square = [](int i) { return i * i; };
    auto const expected = std::vector{0, 4, 16, 36};
    auto piped = naturals<S>() | views::filter(even) | views::transform(square) | views::take(4);
    BOOST_TEST((collect(piped) == expected));
    auto g = naturals<S>();
    BOOST_TEST((collect(std::ranges::ref_view(g) | views::filter(even) | views::transform(square) |
                        views::take(4)) == expected));
    BOOST_TEST((collect(naturals<S>() | views::drop_while([](int i) { return i < 5; }) |
                        views::take_while([](int i) { return i < 8; })) == std::vector{5, 6, 7}));
  }

  template <class S> static void feeds_the_algorithms() {
    auto g = naturals<S>();
    BOOST_TEST(*std::ranges::find_if(g, [](int i) { return i * i > 200; }) == 15);
    auto lines = generator<int, S>([](auto& yield) {
      for (int i : {3, 1, 2}) yield(i);
    });
    BOOST_TEST(std::ranges::count_if(lines, [](int i) { return i > 1; }) == 2);
  }

  template <class S> static void of_the_only_movable_is_piped() {
    generator<std::unique_ptr<int>, S> g([](auto& yield) {
      for (int i = 0;; ++i) yield(std::make_unique<int>(i));
    });
    auto const open = [](std::unique_ptr<int>&& p) { return *std::move(p); };
    BOOST_TEST(
        (collect(std::move(g) | views::transform(open) | views::take(3)) == std::vector{0, 1, 2}));
  }

  template <class S> static void check() {
    satisfies_the_concepts<S>();
    is_piped_by_value_and_by_reference<S>();
    feeds_the_algorithms<S>();
    of_the_only_movable_is_piped<S>();
  }
};
every_strategy<generator_as_range> const generator_as_range_here;

}  // namespace
}  // namespace kont::conformance
