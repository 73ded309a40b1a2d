// tests/population/mistakes_of_the_article_show.cpp -- each of them, switched on alone, is seen.
#include <boost/test/unit_test.hpp>

#include <set>

#include "continuations/strategies/frame.hpp"
#include "examples/population/engines.hpp"
#include "examples/population/microthreads.hpp"

BOOST_AUTO_TEST_SUITE(mistakes_of_the_article_show)

using namespace kont::population;

namespace {

struct seen {
  history what;
  std::uint64_t dead_asked = 0;
};
seen run(parameters const& p, std::uint64_t people = 500, int years = 80) {
  settlement<kont::fifo, kont::frame> town(p, 2);
  seen s;
  std::set<std::uint64_t> dead;
  town.on_event = [&](event const& e) {
    if (e.is_death()) dead.insert(e.who);
    if (e.what == event_kind::refused && dead.contains(e.who)) ++s.dead_asked;
  };
  s.what = town.run(people, years);
  return s;
}

}  // namespace

BOOST_AUTO_TEST_CASE(decided_none_is_seen) {
  auto const s = run({});
  BOOST_TEST(s.dead_asked == 0u);
  BOOST_TEST(s.what.waiting_for_ever == 0u);
}
BOOST_AUTO_TEST_CASE(suitors_wait_and_do_not_age) {
  parameters p;
  p.suitors_wait = true;
  auto const s = run(p);
  BOOST_TEST(s.what.waiting_for_ever > 0u);  // when the world has stopped: they did not see it
  BOOST_TEST(s.what.person_years < run({}).what.person_years);
}
BOOST_AUTO_TEST_CASE(both_debut_and_the_queue_fills_with_men) {
  parameters p;
  p.both_debut = true;
  BOOST_TEST(run(p).what.years[40].queued > 2 * run({}).what.years[40].queued);
}
BOOST_AUTO_TEST_CASE(the_dead_stay_and_are_asked) {
  parameters p;
  p.dead_stay_queued = true;
  BOOST_TEST(run(p).dead_asked > 0u);
}
BOOST_AUTO_TEST_CASE(alone_in_the_queue_he_waits_for_ever) {
  parameters p;
  p.both_debut = p.alone_waits = true;
  p.founders_oldest = 0;
  std::uint64_t waiting = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    settlement<kont::fifo, kont::frame> town(p, seed);
    waiting += town.run(1, 60).waiting_for_ever;
  }
  BOOST_TEST(waiting > 0u);
}
BOOST_AUTO_TEST_CASE(years_of_the_machines_time) {
  request r{.rules = {}, .people = 50, .years = 5};
  r.rules.year_ms = 20;
  BOOST_TEST(engines().front().run(r).years.size() == 5u);
}

BOOST_AUTO_TEST_SUITE_END()
