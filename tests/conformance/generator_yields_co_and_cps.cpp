// tests/conformance/generator_yields_co_and_cps.cpp -- co_yield, and return yield(…) in CPS, bring
// values, lazily, as a range.
#include <boost/test/unit_test.hpp>
#include <memory>
#include <ranges>
#include <string>
#include <tuple>
#include <vector>

#include "generators/generator_closure.hpp"
#include "generators/generator_frame.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

BOOST_AUTO_TEST_SUITE(generator_yields_co_and_cps)

template <class R> using frames = generator<R, frame>;
template <class R> using closures = generator<R, closure>;

struct co {
  static frames<int> count_from(int first, int& steps) {
    for (int i = first;; ++i) {
      ++steps;
      co_yield i;
    }
  }
  static frames<long> upto(long n) {
    for (long i = 0; i < n; ++i) co_yield i;
  }
  static frames<int> none() { co_return; }
};
// A loop in CPS is a step that names itself as the rest.
struct counting {
  int i;
  int& steps;
  closure::action operator()(closure_consumer<int>& consumer) const {
    ++steps;
    return yield(consumer, i, counting{i + 1, steps});
  }
};
struct counting_upto {
  long i, n;
  closure::action operator()(closure_consumer<long>& consumer) const {
    if (i == n) return finish(consumer);
    return yield(consumer, i, counting_upto{i + 1, n});
  }
};
struct cps {
  static closures<int> count_from(int first, int& steps) {
    return closures<int>(counting{first, steps});
  }
  static closures<long> upto(long n) { return closures<long>(counting_upto{0, n}); }
  static closures<int> none() {
    return closures<int>([](auto& consumer) { return finish(consumer); });
  }
};
using dialects = std::tuple<co, cps>;

BOOST_AUTO_TEST_CASE_TEMPLATE(as_a_range_it_is_piped, D, dialects) {
  int steps = 0;
  std::vector<int> seen;
  auto const even = [](int i) { return i % 2 == 0; };
  auto const square = [](int i) { return i * i; };
  for (int i : D::count_from(1, steps) | std::views::filter(even) | std::views::transform(square) |
                   std::views::take(4)) {
    seen.push_back(i);
  }
  BOOST_TEST((seen == std::vector{4, 16, 36, 64}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(it_begins_at_begin, D, dialects) {
  int steps = 0;
  auto g = D::count_from(5, steps);
  BOOST_TEST(steps == 0);
  BOOST_TEST(*g.begin() == 5);
  BOOST_TEST(steps == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(it_moves_while_suspended, D, dialects) {
  int steps = 0;
  auto g = D::count_from(0, steps);
  auto i = g.begin();
  ++i;
  auto moved = std::make_unique<decltype(g)>(std::move(g));
  int next = 2;
  for (int n : std::move(*moved) | std::views::take(100)) BOOST_REQUIRE(n == next++);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(none_is_the_empty_range, D, dialects) {
  auto none = D::none();
  BOOST_TEST((none.begin() == none.end()));
  decltype(none) empty;
  BOOST_TEST((empty.begin() == empty.end()));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_million_arrive_in_order, D, dialects) {
  long sum = 0;
  for (long i : D::upto(1'000'000)) sum = (sum * 31 + i) % 1'000'007;
  long expected = 0;
  for (long i = 0; i < 1'000'000; ++i) expected = (expected * 31 + i) % 1'000'007;
  BOOST_TEST(sum == expected);
}

// The step that yields is destroyed, with all it captured, before the consumer looks.
BOOST_AUTO_TEST_CASE(a_value_outlives_the_step) {
  std::string all;
  closures<std::string> g([text = std::string(40, 'a')](auto& consumer) mutable {
    return yield(consumer, text, [copy = text + 'b'](auto& then) mutable {
      return yield(then, std::move(copy), [](auto& last) { return finish(last); });
    });
  });
  for (std::string&& s : g) all += std::string(std::move(s)) + '|';
  std::string expected(81, 'a');  // (by +, g++ 12 fears that the parts overlap)
  expected[40] = '|';
  BOOST_TEST(all == expected + "b|");
}

BOOST_AUTO_TEST_CASE(elements_are_of_any_type_in_cps) {
  int a = 1, b = 2;
  closures<int&> places([&](auto& consumer) {
    return yield(consumer, a, [&b](auto& then) {
      return yield(then, b, [](auto& last) { return finish(last); });
    });
  });
  for (int& i : places) i *= 10;
  BOOST_TEST(a == 10);
  BOOST_TEST(b == 20);

  int sum = 0;
  closures<std::unique_ptr<int>> owners([](auto& consumer) {
    return yield(consumer, std::make_unique<int>(3), [](auto& then) {
      return yield(then, std::make_unique<int>(4), [](auto& last) { return finish(last); });
    });
  });
  for (auto&& p : owners) sum += *std::unique_ptr<int>(std::move(p));
  BOOST_TEST(sum == 7);
}

frames<int&> places(std::vector<int>& v) {
  for (int& i : v) co_yield i;
}
frames<std::unique_ptr<int>> owners() {
  for (int i = 0; i < 3; ++i) co_yield std::make_unique<int>(i);
}
frames<std::string> copies(std::string const& kept) {
  co_yield kept;
  co_yield "literal";
  co_yield kept;
}
frames<std::string const&> lent(std::string const& kept) { co_yield kept; }

BOOST_AUTO_TEST_CASE(elements_are_of_any_type_in_frames) {
  std::vector v{1, 2, 3};
  for (int& i : places(v)) i *= 10;
  BOOST_TEST((v == std::vector{10, 20, 30}));

  int sum = 0;
  for (auto&& p : owners()) sum += *std::unique_ptr<int>(std::move(p));
  BOOST_TEST(sum == 3);

  std::string const kept(40, 'k');
  std::string all;
  for (auto&& s : copies(kept)) all += std::string(std::move(s)) + '|';
  BOOST_TEST(all == kept + "|literal|" + kept + '|');  // the consumer moved from copies
  for (auto const& s : lent(kept)) BOOST_TEST(&s == &kept);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont::conformance
