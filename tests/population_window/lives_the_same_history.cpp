// tests/population_window/lives_the_same_history.cpp -- a seed has one history, watched or not.
#include <boost/test/unit_test.hpp>

#include "examples/population/window/watched_town.hpp"

BOOST_AUTO_TEST_SUITE(lives_the_same_history)

using namespace kont::population;

BOOST_AUTO_TEST_CASE(lives_the_same_history) {
  constexpr int years = 50;
  settlement<kont::fifo, kont::frame> unwatched({}, 7);
  auto const expected = unwatched.run(2'000, years);

  watched_town town({}, 7, 2'000);
  for (int year = 0; year < years; ++year) {
    town.step();
    while (town.advance(std::chrono::microseconds(300))) continue;  // in many pieces
  }
  auto const h = town.so_far();
  BOOST_TEST(h.digest == expected.digest);
  BOOST_TEST((h.years == expected.years));

  auto const n = town.tell();
  BOOST_TEST(n.now.living == expected.years.back().living);
  BOOST_TEST(n.years.size() == static_cast<std::size_t>(years));
  BOOST_TEST(n.events.size() == most_events);
}

BOOST_AUTO_TEST_CASE(a_speed_is_kept) {
  watched_town town({}, 1, 10);
  town.set_years_per_second(0.01);
  town.go();
  auto const wait = town.advance(std::chrono::seconds(10));  // the first year begins at once
  BOOST_REQUIRE(wait.has_value());
  BOOST_TEST((*wait > std::chrono::seconds(50)));
  BOOST_TEST(town.year() == 1);
  town.pause();
  BOOST_TEST(!town.advance(std::chrono::seconds(1)).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
