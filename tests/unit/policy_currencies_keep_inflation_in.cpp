// tests/unit/policy_currencies_keep_inflation_in.cpp -- who prints tickets takes from its own.
#include <array>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "coroutines/microthreads/policies/currencies.hpp"

namespace kont {
namespace {

// Alice's currency is backed by 100 of the base, Bob's by 200; one works for her, two for him.
struct two_users : currencies {
  currency_id const alice, bob;
  std::array<hook, 4> all{};
  explicit two_users(std::uint64_t seed = 1)
      : currencies(seed), alice(issue(100)), bob(issue(200)) {
    hold(0, 100, alice);
    hold(1, 100, bob);
    hold(2, 100, bob);
  }
  void hold(std::size_t i, ticks tickets, currency_id in) {
    all[i].weight = tickets;
    all[i].currency = in;
    put(all[i], why::created);
  }
  /// The part of the turns that each had, if all yield.
  std::array<double, 4> shares() {
    constexpr int turns = 40'000;
    std::array<double, 4> had{};
    for (int i = 0; i < turns; ++i) {
      hook* const t = take();
      had[static_cast<std::size_t>(t - all.data())] += 1.0 / turns;
      put(*t, why::yielded);
    }
    return had;
  }
};
/// Within five standard deviations of a draw of 40,000.
void near(double share, double expected) {
  BOOST_TEST(std::abs(share - expected) < 5 * std::sqrt(expected * (1 - expected) / 40'000),
             share << " is not " << expected);
}

BOOST_AUTO_TEST_SUITE(policy_currencies_keep_inflation_in)

BOOST_AUTO_TEST_CASE(shares_are_those_of_the_currencies) {
  auto const had = two_users().shares();
  near(had[0], 1.0 / 3);
  near(had[1], 1.0 / 3);
  near(had[2], 1.0 / 3);
}

BOOST_AUTO_TEST_CASE(inflation_stays_inside) {
  two_users of;
  of.hold(3, 600, of.bob);  // now 800 of Bob's are worth what 200 were
  auto const had = of.shares();
  near(had[0], 1.0 / 3);
  near(had[1], 2.0 / 3 / 8);
  near(had[2], 2.0 / 3 / 8);
  near(had[3], 2.0 / 3 * 6 / 8);
}

BOOST_AUTO_TEST_CASE(currencies_back_currencies) {
  two_users of;
  auto const task = of.issue(100, of.alice);  // half of what is Alice's
  of.hold(3, 7, task);
  auto const had = of.shares();
  near(had[0], 1.0 / 6);
  near(had[3], 1.0 / 6);
}

BOOST_AUTO_TEST_CASE(who_is_not_ready_takes_no_share) {
  two_users of;
  while (of.take() != nullptr) {}
  of.put(of.all[1], why::woken);
  of.put(of.all[2], why::woken);
  auto const had = of.shares();
  near(had[1], 0.5);
  BOOST_TEST(had[0] == 0);
}

BOOST_AUTO_TEST_CASE(all_are_given_once_and_the_same_again) {
  two_users one(7), other(7);
  for (int i = 0; i < 3; ++i)
    BOOST_TEST(one.take() - one.all.data() == other.take() - other.all.data());
  BOOST_TEST(one.take() == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont
