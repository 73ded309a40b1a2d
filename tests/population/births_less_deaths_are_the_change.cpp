// tests/population/births_less_deaths_are_the_change.cpp -- the rows agree with the log.
#include <boost/test/unit_test.hpp>

#include <map>

#include "continuations/strategies/frame.hpp"
#include "examples/population/microthreads.hpp"

BOOST_AUTO_TEST_SUITE(births_less_deaths_are_the_change)

using namespace kont::population;

BOOST_AUTO_TEST_CASE(births_less_deaths_are_the_change) {
  settlement<kont::fifo, kont::frame> town({}, 3);
  std::map<int, std::uint64_t> born, died;
  town.on_event = [&](event const& e) {
    if (e.what == event_kind::born) ++born[e.year];
    if (e.is_death()) ++died[e.year];
  };
  auto const h = town.run(500, 60);
  BOOST_REQUIRE(h.years.size() == 60u);
  auto living = h.founders;
  for (auto const& r : h.years) {
    BOOST_TEST(r.born == born[r.year]);
    BOOST_TEST(r.died() == died[r.year]);
    living = living + born[r.year] - died[r.year];
    BOOST_TEST(r.living == living);
    BOOST_TEST(r.microthreads == living + 1);  // and the calendar's
  }
  std::uint64_t at_the_end = 0;
  for (auto const& [men, women] : h.pyramid) at_the_end += men + women;
  // the pyramid is of who stops, a turn of the year later: nobody dies at that
  BOOST_TEST(at_the_end == living);
}

BOOST_AUTO_TEST_SUITE_END()
