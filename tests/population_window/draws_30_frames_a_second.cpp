// tests/population_window/draws_30_frames_a_second.cpp -- with 100,000 alive, as fast as they can
// live. How many it draws is printed and not judged: the machine may be busy.
#include <boost/test/data/test_case.hpp>

#include <cstdio>
#include <ctime>

#include "tests/population_window/user.hpp"

BOOST_AUTO_TEST_SUITE(draws_30_frames_a_second)

using namespace kont::population;

BOOST_DATA_TEST_CASE(draws_30_frames_a_second, boost::unit_test::data::make(modes), m) {
  user u(m, {.people = 120'000});
  u.press("go");
  u.wait("year 10", [&] { return u.number("year") >= 10; });
  auto const frames = u.w.frames();
  auto const year = u.number("year");
  auto const work = std::clock();
  QElapsedTimer clock;
  clock.start();
  QTimer::singleShot(3'000, qApp, &QApplication::quit);
  QApplication::exec();  // as in the program: QTest's waits sleep between the events
  auto const seconds = static_cast<double>(clock.elapsed()) / 1e3;
  auto const per_second = [&](auto n) { return static_cast<double>(n) / seconds; };
  auto const cores = per_second(static_cast<double>(std::clock() - work) / CLOCKS_PER_SEC);
  std::printf("%s: %.1f frames and %.1f years a second, with %llu alive and %.0f %% of a core\n",
              m == mode::apart ? "apart" : "together", per_second(u.w.frames() - frames),
              per_second(u.number("year") - year),
              static_cast<unsigned long long>(u.number("living")), 100 * cores);
  BOOST_TEST(u.w.frames() > frames);
  BOOST_TEST(u.number("living") >= 100'000u);
  u.take_picture(m == mode::apart ? "many_apart" : "many_together");
}

BOOST_AUTO_TEST_SUITE_END()
