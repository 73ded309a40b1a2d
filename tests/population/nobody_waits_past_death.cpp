// tests/population/nobody_waits_past_death.cpp -- of the dead nothing is heard, and nobody is left.
#include <boost/test/unit_test.hpp>

#include <set>

#include "continuations/strategies/frame.hpp"
#include "examples/population/microthreads.hpp"

BOOST_AUTO_TEST_SUITE(nobody_waits_past_death)

using namespace kont::population;

BOOST_AUTO_TEST_CASE(nobody_waits_past_death) {
  settlement<kont::fifo, kont::frame> town({}, 9);
  std::set<std::uint64_t> dead;
  std::uint64_t heard_of_the_dead = 0;
  town.on_event = [&](event const& e) {
    if (dead.contains(e.who)) ++heard_of_the_dead;
    if (e.is_death()) dead.insert(e.who);
  };
  auto const h = town.run(500, 100);
  BOOST_TEST(dead.size() > 500u);
  BOOST_TEST(heard_of_the_dead == 0u);
  BOOST_TEST(h.waiting_for_ever == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
