// tests/population_window/closes_at_any_moment.cpp -- whoever is left unwinds, wherever she waits.
#include <boost/test/data/test_case.hpp>

#include "tests/population_window/user.hpp"

BOOST_AUTO_TEST_SUITE(closes_at_any_moment)

using namespace kont::population;

BOOST_DATA_TEST_CASE(closes_while_years_pass, boost::unit_test::data::make(modes), m) {
  user u(m, {.people = 20'000});
  u.press("go");
  u.wait("a year", [&] { return u.number("year") >= 1; });
  u.w.close();
  QTest::qWait(50);  // no timer is left that would ask the town
}

BOOST_DATA_TEST_CASE(closes_before_anything_was_pressed, boost::unit_test::data::make(modes), m) {
  user u(m, {.people = 100});
  u.w.close();
}

BOOST_DATA_TEST_CASE(closes_while_suitors_wait_for_ever, boost::unit_test::data::make(modes), m) {
  founding f{.people = 20};
  f.rules.suitors_wait = true;  // at an empty queue, as in the article
  user u(m, f, 100);
  u.press("go");
  u.wait("year 30", [&] { return u.number("year") >= 30; });
  u.press("stop");
  u.wait("the end", [&] { return u.w.does() == progress::over; });
  BOOST_TEST(u.number("microthreads") > 0u);  // they do not hear of it
  u.w.close();
}

BOOST_AUTO_TEST_SUITE_END()
