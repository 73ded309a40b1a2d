// tests/population_window/shows_a_person.cpp -- clicked in the log, in a family, or asked by name.
#include <boost/test/data/test_case.hpp>

#include "examples/population/window/family_tree.hpp"
#include "examples/population/window/person_view.hpp"
#include "tests/population_window/user.hpp"

BOOST_AUTO_TEST_SUITE(shows_a_person)

using namespace kont::population;

namespace {

// A wife with children, of this town.
portrait a_mother(watched_town& t, std::span<event const> births) {
  for (auto const& e : births) {
    t.look_for({e.whom});
    auto const p = *t.tell().whom;
    if (p.self.alive() && p.partner.alive() && p.children.size() >= 2 && p.mother.known) return p;
  }
  return {};
}

// Somebody whose children are in the log.
portrait find_mother(user& u) {
  auto const& log = static_cast<log_model&>(*u.log().model());
  std::vector<event> births;
  for (int row = 0; row < log.rowCount(); ++row)
    if (log.at(row).what == event_kind::born) births.push_back(log.at(row));
  return u.ask([&](watched_town& t) { return a_mother(t, births); });
}

bool says(user& u, char const* label, std::string const& text) {
  return u.text(label).find(text) != std::string::npos;
}

}  // namespace

BOOST_DATA_TEST_CASE(shows_a_person, boost::unit_test::data::make(modes), m) {
  user u(m, {.people = 1'000});
  u.press("go");
  u.wait("year 60", [&] { return u.number("year") >= 60; });
  u.press("pause");
  u.wait("a pause", [&] { return u.w.does() == progress::paused; });
  auto const paused_in = u.number("year");
  u.press("step");  // so that all are between two years
  u.wait("a year", [&] { return u.number("year") == paused_in + 1; });
  auto const mother = find_mother(u);
  BOOST_REQUIRE(mother.self.id != 0);
  auto const id = mother.self.id;
  u.type("person_name", QString::fromStdString(full_name(id)));
  u.wait("her portrait", [&] { return u.w.person().shown() == id; });
  BOOST_TEST(says(u, "person_title", full_name(id)));
  BOOST_TEST(says(u, "person_state", "a woman"));
  BOOST_TEST(says(u, "person_microthread", "waits in sleep, till the year is over"));
  u.take_picture(m == mode::apart ? "family_apart" : "family_together");

  auto const child = mother.children.front().id;
  auto& tree = u.w.person().tree();
  QTest::mouseClick(&tree, Qt::LeftButton, {}, tree.box_of(child).center().toPoint());
  u.wait("her child", [&] { return u.w.person().shown() == child; });
  BOOST_TEST(!tree.box_of(id).isNull());  // the mother is in the child's family
  BOOST_TEST(!tree.box_of(mother.partner.id).isNull());
}

BOOST_AUTO_TEST_CASE(shows_who_is_clicked_in_the_log) {
  user u(mode::together, {.people = 100});
  u.click_log(0, 2);
  u.wait("a portrait", [&] { return u.w.person().shown() != 0; });
  auto const name = u.log().model()->index(0, 2).data().toString().toStdString();
  BOOST_TEST(says(u, "person_title", name));
  BOOST_TEST(says(u, "person_microthread", "ready"));  // nobody has begun
}

BOOST_AUTO_TEST_CASE(says_so_when_there_is_no_such_person) {
  user u(mode::together, {.people = 1});
  u.type("person_name", "nonsense");
  BOOST_TEST(says(u, "person_title", "That is no name"));
  u.type("person_name", "babab babab");
  u.wait("an answer", [&] { return says(u, "person_title", "Nobody is known"); });
  BOOST_TEST(u.w.person().shown() == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
