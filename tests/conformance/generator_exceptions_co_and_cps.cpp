// tests/conformance/generator_exceptions_co_and_cps.cpp -- what a frame or a step lets out, the
// consumer catches.
#include <boost/test/unit_test.hpp>
#include <exception>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "generators/generator_closure.hpp"
#include "generators/generator_frame.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

BOOST_AUTO_TEST_SUITE(generator_exceptions_co_and_cps)

using frames = generator<int, frame>;
using closures = generator<int, closure>;

// One that throws when it begins; and one that yields 1 first. Their witness is alive until then.
struct co {
  static frames failing_at_once(int& alive) { return failing_after(0, alive); }
  static frames failing(int& alive) { return failing_after(1, alive); }

 private:
  static frames failing_after(int n, int& alive) {
    witness const here(alive);
    for (int i = 1; i <= n; ++i) co_yield i;
    throw std::runtime_error("no more");
  }
};
struct cps {
  static closures failing_at_once(int& alive) {
    return closures([here = witness(alive)](auto& consumer) { return fail(consumer); });
  }
  static closures failing(int& alive) {
    return closures([here = witness(alive)](auto& consumer) mutable {
      return yield(consumer, 1, [here = std::move(here)](auto& then) { return fail(then); });
    });
  }

 private:
  [[noreturn]] static closure::action fail(closure_consumer<int>&) {
    throw std::runtime_error("no more");
  }
};
using dialects = std::tuple<co, cps>;

frames failing_below(int n, int& alive, int& passed) {
  witness const here(alive);
  if (n == 0) {
    co_yield 1;
    throw std::runtime_error("from the bottom");
  }
  try {
    co_yield elements_of(failing_below(n - 1, alive, passed));
  } catch (std::runtime_error const&) {
    ++passed;
    throw;
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(throws_from_begin_and_is_done, D, dialects) {
  int alive = 0;
  auto g = D::failing_at_once(alive);
  BOOST_CHECK_THROW((void)g.begin(), std::runtime_error);
  BOOST_TEST(alive == 0);
  BOOST_TEST((g.begin() == g.end()));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(throws_from_a_step_and_is_done, D, dialects) {
  int alive = 0;
  auto g = D::failing(alive);
  auto i = g.begin();
  BOOST_TEST(*i == 1);
  BOOST_TEST(alive == 1);
  BOOST_CHECK_THROW(++i, std::runtime_error);
  BOOST_TEST(alive == 0);
  BOOST_TEST((i == g.end()));
  BOOST_TEST(std::uncaught_exceptions() == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(is_consumed_while_another_exception_is_handled, D, dialects) {
  int alive = 0;
  auto g = D::failing(alive);
  std::string log;
  try {
    throw std::runtime_error("outer");
  } catch (std::runtime_error const&) {
    auto i = g.begin();
    try {
      ++i;
    } catch (std::runtime_error const& e) { log += e.what(); }
    try {
      throw;
    } catch (std::runtime_error const& e) { log += std::string(", ") + e.what(); }
  }
  BOOST_TEST(log == "no more, outer");
}

BOOST_AUTO_TEST_CASE(comes_up_through_each_level) {
  int const depth = many_alive<frame>(10'000);
  int alive = 0, passed = 0;
  auto g = failing_below(depth, alive, passed);
  auto i = g.begin();
  BOOST_TEST(*i == 1);
  BOOST_TEST(alive == depth + 1);
  BOOST_CHECK_THROW(++i, std::runtime_error);
  BOOST_TEST(passed == depth);
  BOOST_TEST(alive == 0);
}

frames going_on(int& alive, int& passed) {
  for (int n : {0, 1, 2}) {
    bool failed = false;
    try {
      co_yield elements_of(failing_below(n, alive, passed));
    } catch (std::runtime_error const&) {
      failed = true;  // no co_yield in a handler
    }
    if (failed) co_yield 100 + n;
  }
}

BOOST_AUTO_TEST_CASE(goes_on_after_an_inner_failed) {
  int alive = 0, passed = 0;
  std::vector<int> all;
  for (int i : going_on(alive, passed)) all.push_back(i);
  BOOST_TEST((all == std::vector{1, 100, 1, 101, 1, 102}));
}

// In CPS no `try` is open while a step waits: what an inner generator lets out passes those around
// it.
BOOST_AUTO_TEST_CASE(goes_straight_to_the_consumer) {
  int alive = 0, went_on = 0;
  closures g([&](auto& consumer) {
    return yield(consumer, elements_of(cps::failing(alive)), [&went_on](auto& last) {
      ++went_on;
      return finish(last);
    });
  });
  auto i = g.begin();
  BOOST_TEST(*i == 1);
  BOOST_CHECK_THROW(++i, std::runtime_error);
  BOOST_TEST((i == g.end()));
  BOOST_TEST(went_on == 0);
  BOOST_TEST(alive == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont::conformance
