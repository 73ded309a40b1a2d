// tests/conformance/generator_yields_in_dialect_cps.cpp -- return yield(…) brings values,
// lazily, as a range.
#include <boost/test/unit_test.hpp>
#include <memory>
#include <ranges>
#include <string>
#include <vector>

#include "generators/generator_closure.hpp"

namespace kont::conformance {
namespace {

template <class R> using sequence = generator<R, closure>;

// A loop in CPS is a step that names itself as the rest.
struct count_from {
  int i;
  int& steps;
  closure::action operator()(closure_consumer<int>& consumer) const {
    ++steps;
    return yield(consumer, i, count_from{i + 1, steps});
  }
};
struct upto {
  long i, n;
  closure::action operator()(closure_consumer<long>& consumer) const {
    if (i == n) return finish(consumer);
    return yield(consumer, i, upto{i + 1, n});
  }
};

BOOST_AUTO_TEST_SUITE(generator_yields_in_dialect_cps)

BOOST_AUTO_TEST_CASE(as_a_range_it_is_piped) {
  int steps = 0;
  std::vector<int> seen;
  auto const even = [](int i) { return i % 2 == 0; };
  auto const square = [](int i) { return i * i; };
  for (int i : sequence<int>(count_from{1, steps}) | std::views::filter(even) |
                   std::views::transform(square) | std::views::take(4)) {
    seen.push_back(i);
  }
  BOOST_TEST((seen == std::vector{4, 16, 36, 64}));
}

BOOST_AUTO_TEST_CASE(it_begins_at_begin) {
  int steps = 0;
  sequence<int> g(count_from{5, steps});
  BOOST_TEST(steps == 0);
  BOOST_TEST(*g.begin() == 5);
  BOOST_TEST(steps == 1);
}

BOOST_AUTO_TEST_CASE(it_moves_while_suspended) {
  int steps = 0;
  sequence<int> g(count_from{0, steps});
  auto i = g.begin();
  ++i;
  auto moved = std::make_unique<sequence<int>>(std::move(g));
  int next = 2;
  for (int n : std::move(*moved) | std::views::take(100)) BOOST_REQUIRE(n == next++);
}

BOOST_AUTO_TEST_CASE(none_is_the_empty_range) {
  sequence<int> none([](auto& consumer) { return finish(consumer); });
  BOOST_TEST((none.begin() == none.end()));
  sequence<int> empty;
  BOOST_TEST((empty.begin() == empty.end()));
}

BOOST_AUTO_TEST_CASE(a_million_arrive_in_order) {
  long sum = 0;
  for (long i : sequence<long>(upto{0, 1'000'000})) sum = (sum * 31 + i) % 1'000'007;
  long expected = 0;
  for (long i = 0; i < 1'000'000; ++i) expected = (expected * 31 + i) % 1'000'007;
  BOOST_TEST(sum == expected);
}

// The step that yields is destroyed, with all it captured, before the consumer looks.
BOOST_AUTO_TEST_CASE(a_value_outlives_the_step) {
  std::string all;
  sequence<std::string> g([text = std::string(40, 'a')](auto& consumer) mutable {
    return yield(consumer, text, [copy = text + 'b'](auto& then) mutable {
      return yield(then, std::move(copy), [](auto& last) { return finish(last); });
    });
  });
  for (std::string&& s : g) all += std::string(std::move(s)) + '|';
  BOOST_TEST(all == std::string(40, 'a') + '|' + std::string(40, 'a') + "b|");
}

BOOST_AUTO_TEST_CASE(elements_are_of_any_type) {
  int a = 1, b = 2;
  sequence<int&> places([&](auto& consumer) {
    return yield(consumer, a, [&b](auto& then) {
      return yield(then, b, [](auto& last) { return finish(last); });
    });
  });
  for (int& i : places) i *= 10;
  BOOST_TEST(a == 10);
  BOOST_TEST(b == 20);

  int sum = 0;
  sequence<std::unique_ptr<int>> owners([](auto& consumer) {
    return yield(consumer, std::make_unique<int>(3), [](auto& then) {
      return yield(then, std::make_unique<int>(4), [](auto& last) { return finish(last); });
    });
  });
  for (auto&& p : owners) sum += *std::unique_ptr<int>(std::move(p));
  BOOST_TEST(sum == 7);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont::conformance
