// tests/population_window/stops_at_any_moment.cpp -- the year is lived to its end; then all go.
#include <boost/test/unit_test.hpp>

#include "examples/population/window/watched_town.hpp"

BOOST_AUTO_TEST_SUITE(stops_at_any_moment)

using namespace kont::population;

namespace {

// A thousand turns a piece: into the midst of some year.
void live(watched_town& town, int pieces) {
  town.go();
  for (int i = 0; i < pieces; ++i) town.advance(std::chrono::nanoseconds(1));
}

}  // namespace

BOOST_AUTO_TEST_CASE(stops_at_any_moment) {
  for (int pieces = 0; pieces < 40; ++pieces) {
    watched_town town({}, 3, 3'000);
    live(town, pieces);
    town.stop();
    while (town.advance(std::chrono::seconds(1))) continue;
    auto const n = town.tell();
    BOOST_TEST((n.now.does == progress::over));
    BOOST_TEST(n.now.microthreads == 0u);
    BOOST_TEST(n.now.living == n.years.back().living);  // the last year was counted
  }
}

BOOST_AUTO_TEST_SUITE_END()
