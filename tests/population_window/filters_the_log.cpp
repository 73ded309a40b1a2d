// tests/population_window/filters_the_log.cpp -- by what happened, and by whom it happened to.
#include <QToolButton>

#include "tests/population_window/user.hpp"

BOOST_AUTO_TEST_SUITE(filters_the_log)

using namespace kont::population;

namespace {

QString cell(user& u, int row, int column) {
  return u.log().model()->index(row, column).data().toString();
}
int rows(user& u) { return u.log().model()->rowCount(); }

}  // namespace

BOOST_AUTO_TEST_CASE(filters_the_log) {
  user u(mode::together, {.people = 500}, 100);
  BOOST_TEST(rows(u) == 500);
  u.press("go");
  u.wait("year 20", [&] { return u.number("year") >= 20; });
  u.press("pause");
  u.wait("a pause", [&] { return u.w.does() == progress::paused; });
  auto const all = rows(u);
  BOOST_TEST(all > 500);

  for (auto* const toggle : u.w.findChildren<QToolButton*>())
    if (toggle->isCheckable() && toggle->isChecked() != (toggle->text() == "Marriages"))
      QTest::mouseClick(toggle, Qt::LeftButton);
  BOOST_TEST(rows(u) == static_cast<int>(u.number("married")));
  for (int row = 0; row < rows(u); ++row) BOOST_TEST(cell(u, row, 1).toStdString() == "married");
  u.take_picture("marriages");

  auto const her = cell(u, 0, 2);
  u.type("log_person", her);
  BOOST_TEST(rows(u) >= 1);
  BOOST_TEST(rows(u) < 10);
  for (int row = 0; row < rows(u); ++row)
    BOOST_TEST((cell(u, row, 2) == her || cell(u, row, 3) == her));
}

BOOST_AUTO_TEST_CASE(holds_no_more_than_it_may) {
  log_model log;
  for (int year = 0; year < 30; ++year)
    log.add(std::vector<event>(1'000, event{event_kind::born, year, 1, 2}));
  BOOST_TEST(log.held() == log_model::most);
  BOOST_TEST(log.rowCount() == static_cast<int>(log_model::most));
  BOOST_TEST(log.at(0).year == 29);  // the newest is first
}

BOOST_AUTO_TEST_SUITE_END()
