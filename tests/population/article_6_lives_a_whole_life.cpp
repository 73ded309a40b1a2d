// tests/population/article_6_lives_a_whole_life.cpp -- from birth to death, in a microthread.
#include <boost/test/unit_test.hpp>

#include <vector>

#include "coroutines/microthreads/policies/fifo.hpp"
#include "examples/population/microthreads.hpp"

BOOST_AUTO_TEST_SUITE(article_6_lives_a_whole_life)

using namespace kont::population;

BOOST_AUTO_TEST_CASE(article_6_lives_a_whole_life) {
  parameters p;
  p.founders_oldest = 0;
  settlement<kont::fifo> town(p, 7);
  std::vector<event> log;
  town.on_event = [&](event const& e) { log.push_back(e); };
  auto const h = town.run(1, 100);
  BOOST_TEST(h.years.back().living == 0u);
  BOOST_TEST(h.years.back().microthreads == 1u);  // the calendar's
  BOOST_TEST(h.waiting_for_ever == 0u);
  BOOST_REQUIRE(!log.empty());
  BOOST_TEST((log.front().what == event_kind::founded));
  BOOST_TEST(h.person_years == static_cast<std::uint64_t>(log.back().year));  // one a year
  BOOST_TEST(log.back().is_death());
}

BOOST_AUTO_TEST_SUITE_END()
