// tests/population/article_4_bears_a_child.cpp -- a wife bears one child in a year, up to her most.
#include <boost/test/unit_test.hpp>

#include "tests/population/fake_world.hpp"

BOOST_AUTO_TEST_SUITE(article_4_bears_a_child)

using namespace kont::population;

BOOST_AUTO_TEST_CASE(article_4_bears_a_child) {
  fake_world world;
  auto const [her, him] = couple(world);
  world.age_a_year(*her);
  BOOST_REQUIRE(world.children.size() == 1u);
  person const& child = *world.children[0];
  BOOST_TEST(child.mother == her->id);
  BOOST_TEST(child.father == him->id);
  BOOST_TEST(child.age == 0);
  BOOST_TEST(her->children == 1);
  world.age_a_year(*him);
  BOOST_TEST(world.children.size() == 1u);
}

BOOST_AUTO_TEST_CASE(bears_one_more_than_her_most_and_none_when_forty) {
  fake_world world;
  auto const [her, him] = couple(world);
  her->most_children = 2;
  her->need = 0;
  for (int i = 0; i < 10; ++i) world.age_a_year(*her);
  BOOST_TEST(world.children.size() == 3u);
  her->most_children = 20;
  her->age = 40;
  world.age_a_year(*her);
  BOOST_TEST(world.children.size() == 3u);
}

BOOST_AUTO_TEST_SUITE_END()
