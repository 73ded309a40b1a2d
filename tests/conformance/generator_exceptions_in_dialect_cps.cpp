// tests/conformance/generator_exceptions_in_dialect_cps.cpp -- what a step lets out, the consumer
// catches.
#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <string>

#include "generators/generator_closure.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using sequence = generator<int, closure>;

[[noreturn]] closure::action fail(closure_consumer<int>&) { throw std::runtime_error("no more"); }

// Yields 1 and throws; its witness is alive until then.
sequence failing(int& alive) {
  return sequence([here = witness(alive)](auto& consumer) mutable {
    return yield(consumer, 1, [here = std::move(here)](auto& then) { return fail(then); });
  });
}

BOOST_AUTO_TEST_SUITE(generator_exceptions_in_dialect_cps)

BOOST_AUTO_TEST_CASE(throws_from_begin_and_is_done) {
  sequence g(fail);
  BOOST_CHECK_THROW((void)g.begin(), std::runtime_error);
  BOOST_TEST((g.begin() == g.end()));
}

BOOST_AUTO_TEST_CASE(throws_from_a_step_and_is_done) {
  int alive = 0;
  auto g = failing(alive);
  auto i = g.begin();
  BOOST_TEST(*i == 1);
  BOOST_TEST(alive == 1);
  BOOST_CHECK_THROW(++i, std::runtime_error);
  BOOST_TEST(alive == 0);
  BOOST_TEST((i == g.end()));
  BOOST_TEST(std::uncaught_exceptions() == 0);
}

// In CPS no `try` is open while a step waits: what an inner generator lets out passes those around
// it.
BOOST_AUTO_TEST_CASE(goes_straight_to_the_consumer) {
  int alive = 0, went_on = 0;
  sequence g([&](auto& consumer) {
    return yield(consumer, elements_of(failing(alive)), [&went_on](auto& last) {
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

BOOST_AUTO_TEST_CASE(is_consumed_while_another_exception_is_handled) {
  int alive = 0;
  auto g = failing(alive);
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

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont::conformance
