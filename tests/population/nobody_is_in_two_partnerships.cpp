// tests/population/nobody_is_in_two_partnerships.cpp -- who marries is free: single, or widowed.
#include <boost/test/unit_test.hpp>

#include <map>
#include <set>

#include "continuations/strategies/frame.hpp"
#include "examples/population/microthreads.hpp"

BOOST_AUTO_TEST_SUITE(nobody_is_in_two_partnerships)

using namespace kont::population;

namespace {

void follow(parameters const& p) {
  settlement<kont::fifo, kont::frame> town(p, 5);
  std::map<std::uint64_t, std::uint64_t> partner_of;
  std::set<std::uint64_t> dead;
  std::uint64_t marriages = 0, again = 0;
  auto const is_free = [&](std::uint64_t who) {
    auto const found = partner_of.find(who);
    if (found == partner_of.end()) return true;
    ++again;
    return dead.contains(found->second);
  };
  town.on_event = [&](event const& e) {
    if (e.is_death()) dead.insert(e.who);
    if (e.what != event_kind::married) return;
    ++marriages;
    BOOST_TEST((is_free(e.who) && is_free(e.whom)));
    BOOST_TEST((!dead.contains(e.who) && !dead.contains(e.whom)));
    partner_of[e.who] = e.whom;
    partner_of[e.whom] = e.who;
  };
  town.run(500, 80);
  BOOST_TEST(marriages > 100u);
  BOOST_TEST(again > 0u);  // there were widowers
}

}  // namespace

BOOST_AUTO_TEST_CASE(nobody_is_in_two_partnerships) { follow({}); }
BOOST_AUTO_TEST_CASE(nor_with_the_mistakes_of_the_article) { follow(as_in_the_article({})); }

BOOST_AUTO_TEST_SUITE_END()
