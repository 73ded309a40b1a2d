// tests/population/article_3_finds_a_partner.cpp -- a suitor takes who is first; she decides.
#include <boost/test/unit_test.hpp>

#include "tests/population/fake_world.hpp"

BOOST_AUTO_TEST_SUITE(article_3_finds_a_partner)

using namespace kont::population;

namespace {
void goes_to_the_fair(fake_world& world, person& him) {
  BOOST_TEST(world.seeks(him));
  BOOST_TEST(world.must_wait(him, &him));
  world.open_fair();
  BOOST_TEST(world.is_called(him));
  BOOST_TEST(!world.must_wait(him, &him));
  world.court(him);
}
}  // namespace

BOOST_AUTO_TEST_CASE(article_3_finds_a_partner) {
  fake_world world;
  person& her = grown(world, sex::female);
  person& him = grown(world, sex::male);
  world.begin_year(her);
  her.need = 1;
  goes_to_the_fair(world, him);
  BOOST_TEST(him.partner == &her);
  BOOST_TEST(her.partner == &him);
  BOOST_TEST(!world.seeks(him));
}

BOOST_AUTO_TEST_CASE(the_proposee_decides) {
  fake_world world;
  person& her = grown(world, sex::female);
  person& him = grown(world, sex::male);
  world.begin_year(her);
  her.need = 200;  // he cannot feed her
  goes_to_the_fair(world, him);
  BOOST_TEST(him.partner == nullptr);
  BOOST_TEST((world.log.back().what == event_kind::refused));
  auto const& proposal = world.log.rbegin()[1];
  BOOST_TEST((proposal.what == event_kind::proposed));
  BOOST_TEST(proposal.who == him.id);
  BOOST_TEST(proposal.whom == her.id);
  BOOST_TEST(her.queued);  // at the tail
}

BOOST_AUTO_TEST_CASE(at_an_empty_queue_he_goes_home) {
  fake_world world;
  person& him = grown(world, sex::male);
  goes_to_the_fair(world, him);
  BOOST_TEST(him.partner == nullptr);
  BOOST_TEST(world.age_a_year(him));
}

BOOST_AUTO_TEST_SUITE_END()
