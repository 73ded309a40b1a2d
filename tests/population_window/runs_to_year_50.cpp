// tests/population_window/runs_to_year_50.cpp -- Go, Pause, Step, Stop, Quit; and the figures in
// the window are the town's.
#include <boost/test/data/test_case.hpp>

#include "tests/population_window/user.hpp"

BOOST_AUTO_TEST_SUITE(runs_to_year_50)

using namespace kont::population;

namespace {

void compare_with_the_town(user& u) {
  auto const h = u.ask([](watched_town& t) { return t.so_far(); });
  std::uint64_t born = 0, died = 0, married = 0;
  for (auto const& row : h.years) {
    born += row.born;
    died += row.died();
    married += row.marriages;
  }
  BOOST_TEST(u.number("year") == h.years.size());
  BOOST_TEST(u.number("living") == h.years.back().living);
  BOOST_TEST(u.number("microthreads") == h.years.back().living + 1);  // and the calendar's
  BOOST_TEST(u.number("born") == born);
  BOOST_TEST(u.number("died") == died);
  BOOST_TEST(u.number("married") == married);
}

void step(user& u) {
  auto const before = u.number("year");
  u.press("step");
  u.wait("a year", [&] { return u.number("year") == before + 1; });
}

}  // namespace

BOOST_DATA_TEST_CASE(runs_to_year_50, boost::unit_test::data::make(modes), m) {
  user u(m, {.people = 5'000}, 60);
  BOOST_TEST(u.number("living") == 5'000u);
  u.take_picture("founded");
  u.press("go");
  u.wait("year 45", [&] { return u.number("year") >= 45; });
  u.press("pause");
  u.wait("a pause", [&] { return u.w.does() == progress::paused; });
  auto const paused_in = u.number("year");
  QTest::qWait(200);
  BOOST_TEST(u.number("year") == paused_in);
  BOOST_TEST(u.may_press("go"));
  do step(u);
  while (u.number("year") < 50);
  compare_with_the_town(u);
  u.take_picture(m == mode::apart ? "year_50_apart" : "year_50_together");

  u.press("stop");
  u.wait("the end", [&] { return u.w.does() == progress::over; });
  BOOST_TEST(u.number("microthreads") == 0u);
  BOOST_TEST(!u.may_press("go"));
  BOOST_TEST(!u.may_press("step"));
  u.take_picture("stopped");
  u.press("quit");
  BOOST_TEST(!u.w.isVisible());
}

BOOST_AUTO_TEST_SUITE_END()
