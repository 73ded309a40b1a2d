// tests/population/article_1_is_created.cpp -- what is drawn at birth keeps to the article.
#include <boost/test/unit_test.hpp>

#include <set>

#include "tests/population/fake_world.hpp"

BOOST_AUTO_TEST_SUITE(article_1_is_created)

using namespace kont::population;

BOOST_AUTO_TEST_CASE(article_1_is_created) {
  parameters p;
  p.founders_oldest = 0;
  fake_world world(p);
  std::set<int> spans, ripe, sexes;
  for (std::uint64_t n = 1; n <= 5'000; ++n) {
    person const& me = world.add(n);
    BOOST_TEST(me.age == 0);
    BOOST_TEST((1 <= me.span && me.span < p.lifespan));
    BOOST_TEST((1 <= me.preference && me.preference <= 10));
    BOOST_TEST((1 <= me.riches && me.riches <= 100));
    BOOST_TEST((3 <= me.strength && me.strength <= 12));
    BOOST_TEST((3 <= me.need && me.need <= 12));
    BOOST_TEST((1 <= me.most_children && me.most_children < me.strength));
    BOOST_TEST((me.partner == nullptr && me.children == 0 && me.alive()));
    spans.insert(me.span);
    ripe.insert(me.ripe_age);
    sexes.insert(static_cast<int>(me.is));
  }
  BOOST_TEST(spans.size() == 99u);  // 1 … 99, each
  BOOST_TEST((ripe == std::set{14, 15, 16, 17, 18, 19}));
  BOOST_TEST(sexes.size() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
