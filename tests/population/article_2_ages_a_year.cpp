// tests/population/article_2_ages_a_year.cpp -- a year makes a person a year older, no more.
#include <boost/test/unit_test.hpp>

#include "tests/population/fake_world.hpp"

BOOST_AUTO_TEST_SUITE(article_2_ages_a_year)

using namespace kont::population;

BOOST_AUTO_TEST_CASE(article_2_ages_a_year) {
  fake_world world;
  person& me = world.find([](person const& p) { return p.age + 2 < p.span; });
  auto const before = me.age;
  BOOST_TEST(world.age_a_year(me));
  BOOST_TEST(me.age == before + 1);
  BOOST_TEST(me.alive());
}

BOOST_AUTO_TEST_CASE(dies_when_older_than_her_span) {
  fake_world world;
  person& me = world.find([](person const& p) { return p.strength > p.need; });
  me.age = static_cast<std::int16_t>(me.span - 1);
  BOOST_TEST(world.age_a_year(me));
  BOOST_TEST(!world.age_a_year(me));
  BOOST_TEST(!me.alive());
  BOOST_TEST((world.log.back().what == event_kind::died));
}

BOOST_AUTO_TEST_SUITE_END()
