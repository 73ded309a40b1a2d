// tests/population/article_5_starves_without_bounty.cpp -- a bounty of -1 starves everybody;
// with one of 1 somebody grows old, and has riches.
#include <boost/test/unit_test.hpp>

#include <memory>

#include "tests/population/fake_world.hpp"

BOOST_AUTO_TEST_SUITE(article_5_starves_without_bounty)

using namespace kont::population;

namespace {

// A whole life each, alone in the world: the bounty stays what the resources are.
struct outcome {
  int starved = 0, old_and_rich = 0;
};
outcome lives(double resources) {
  outcome all;
  parameters p;
  p.resources = resources;
  p.founders_oldest = 0;
  for (std::uint64_t n = 1; n <= 200; ++n) {
    fake_world world(p, n);
    world.found(1);
    person& me = *world.children.front();
    me.span = static_cast<std::int16_t>(p.lifespan);
    while (world.age_a_year(me)) {}
    if (world.log.back().what == event_kind::starved) ++all.starved;
    if (me.age > p.lifespan && me.riches > 0) ++all.old_and_rich;
  }
  return all;
}

}  // namespace

BOOST_AUTO_TEST_CASE(article_5_starves_without_bounty) {
  auto const barren = lives(-1);
  BOOST_TEST(barren.starved == 200);
  BOOST_TEST(barren.old_and_rich == 0);
  auto const fertile = lives(1);
  BOOST_TEST(fertile.starved < 200);
  BOOST_TEST(fertile.old_and_rich > 0);
}

BOOST_AUTO_TEST_SUITE_END()
