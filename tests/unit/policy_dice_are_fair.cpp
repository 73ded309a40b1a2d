// tests/unit/policy_dice_are_fair.cpp -- each of the ready has the same chance; a seed fixes all.
#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <vector>

#include "coroutines/microthreads/policies/dice.hpp"

BOOST_AUTO_TEST_SUITE(policy_dice_are_fair)

using kont::dice;
using kont::why;

namespace {

// Takes all of ten, and puts them back, many times: the numbers in the order they were taken.
std::vector<int> drawn(std::uint64_t seed, int rounds) {
  std::array<dice::hook, 10> t;
  std::vector<int> order;
  dice p(seed);
  p.reserve(t.size());
  for (int r = 0; r < rounds; ++r) {
    for (auto& h : t) p.put(h, why::yielded);
    while (auto* const h = p.take()) order.push_back(static_cast<int>(h - t.data()));
  }
  return order;
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_is_taken_once) {
  auto order = drawn(5, 1);
  std::ranges::sort(order);
  BOOST_TEST((order == std::vector{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

BOOST_AUTO_TEST_CASE(a_seed_fixes_all_and_another_differs) {
  BOOST_TEST((drawn(1, 100) == drawn(1, 100)));
  BOOST_TEST((drawn(1, 100) != drawn(2, 100)));
}

// Over 20,000 rounds each of ten is in each place about 2,000 times; the standard deviation is 42,
// so that six of them are never seen by chance.
BOOST_AUTO_TEST_CASE(all_have_the_same_chance) {
  auto const order = drawn(2026, 20'000);
  std::array<std::array<int, 10>, 10> times{};
  for (std::size_t i = 0; i < order.size(); ++i) {
    ++times[i % 10][static_cast<std::size_t>(order[i])];
  }
  for (auto const& place : times) {
    for (int n : place) BOOST_TEST((n > 2'000 - 6 * 42 && n < 2'000 + 6 * 42));
  }
}

BOOST_AUTO_TEST_SUITE_END()
