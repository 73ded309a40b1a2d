// tests/population_window/ends_when_nobody_lives.cpp -- extinction ends all but the window.
#include <boost/test/data/test_case.hpp>

#include "tests/population_window/user.hpp"

BOOST_AUTO_TEST_SUITE(ends_when_nobody_lives)

using namespace kont::population;

BOOST_DATA_TEST_CASE(ends_when_nobody_lives, boost::unit_test::data::make(modes), m) {
  founding f{.people = 500};
  f.rules.resources = -1;
  user u(m, f);
  u.press("go");
  u.wait("extinction", [&] { return u.w.does() == progress::over; });
  BOOST_TEST(u.number("living") == 0u);
  BOOST_TEST(u.number("microthreads") == 0u);
  BOOST_TEST(u.number("died") == 500u + u.number("born"));
  BOOST_TEST(!u.may_press("go"));
  u.take_picture("extinct");
  u.w.close();
}

BOOST_AUTO_TEST_SUITE_END()
