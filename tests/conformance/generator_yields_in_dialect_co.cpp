// tests/conformance/generator_yields_in_dialect_co.cpp -- co_yield brings values, lazily, as
// a range.
#include <boost/test/unit_test.hpp>
#include <memory>
#include <numeric>
#include <ranges>
#include <string>
#include <vector>

#include "generators/generator_frame.hpp"

namespace kont::conformance {
namespace {

template <class R> using sequence = generator<R, frame>;

sequence<int> count_from(int first, int& begun) {
  ++begun;
  for (int i = first;; ++i) co_yield i;
}

BOOST_AUTO_TEST_SUITE(generator_yields_in_dialect_co)

BOOST_AUTO_TEST_CASE(as_a_range_it_is_piped) {
  int begun = 0;
  std::vector<int> seen;
  auto const even = [](int i) { return i % 2 == 0; };
  auto const square = [](int i) { return i * i; };
  for (int i : count_from(1, begun) | std::views::filter(even) | std::views::transform(square) |
                   std::views::take(4)) {
    seen.push_back(i);
  }
  BOOST_TEST((seen == std::vector{4, 16, 36, 64}));
}

BOOST_AUTO_TEST_CASE(it_begins_at_begin) {
  int begun = 0;
  auto g = count_from(5, begun);
  BOOST_TEST(begun == 0);
  BOOST_TEST(*g.begin() == 5);
  BOOST_TEST(begun == 1);
}

BOOST_AUTO_TEST_CASE(it_moves_while_suspended) {
  int begun = 0;
  auto g = count_from(0, begun);
  auto i = g.begin();
  ++i;
  auto moved = std::make_unique<sequence<int>>(std::move(g));
  int next = 2;
  for (int n : std::move(*moved) | std::views::take(100)) BOOST_REQUIRE(n == next++);
  BOOST_TEST(begun == 1);
}

BOOST_AUTO_TEST_CASE(none_is_the_empty_range) {
  auto const none = []() -> sequence<int> { co_return; };
  for (int i : none()) BOOST_TEST(i != i);
  sequence<int> empty;
  BOOST_TEST((empty.begin() == empty.end()));
}

BOOST_AUTO_TEST_CASE(a_million_arrive_in_order) {
  auto const upto = [](long n) -> sequence<long> {
    for (long i = 0; i < n; ++i) co_yield i;
  };
  long sum = 0;
  for (long i : upto(1'000'000)) sum = (sum * 31 + i) % 1'000'007;
  long expected = 0;
  for (long i = 0; i < 1'000'000; ++i) expected = (expected * 31 + i) % 1'000'007;
  BOOST_TEST(sum == expected);
}

sequence<int&> places(std::vector<int>& v) {
  for (int& i : v) co_yield i;
}
sequence<std::unique_ptr<int>> owners() {
  for (int i = 0; i < 3; ++i) co_yield std::make_unique<int>(i);
}
sequence<std::string> copies(std::string const& kept) {
  co_yield kept;
  co_yield "literal";
  co_yield kept;
}
sequence<std::string const&> lent(std::string const& kept) { co_yield kept; }

BOOST_AUTO_TEST_CASE(elements_are_of_any_type) {
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
