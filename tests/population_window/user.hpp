// tests/population_window/user.hpp -- somebody who presses, types, waits and takes pictures.
#pragma once
#include <QAction>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QTableView>
#include <QTest>
#include <QToolBar>
#include <boost/test/unit_test.hpp>
#include <future>
#include <memory>
#include <string>

#include "examples/population/window/watch.hpp"
#include "examples/population/window/window.hpp"

namespace kont::population {

enum class mode { together, apart };
constexpr mode modes[] = {mode::together, mode::apart};
inline std::ostream& operator<<(std::ostream& to, mode m) {
  return to << (m == mode::apart ? "apart" : "together");
}

/// A window on a town, and a user before it.
struct user {
  window w;

  explicit user(mode m, founding const& f = {}, double speed = 0)
      : w(m == mode::apart ? drive_apart(f) : drive_together(f),
          m == mode::apart ? "apart" : "together", speed) {
    w.show();
    BOOST_REQUIRE(QTest::qWaitForWindowExposed(&w));
    wait("the first news", [this] { return text("living") != "–"; });
  }

  /// Until `is`, for a minute at most.
  template <class F> void wait(char const* what, F is) {
    BOOST_REQUIRE_MESSAGE(QTest::qWaitFor(is, 60'000), "waited in vain for " << what);
  }
  void press(char const* action) {
    auto* const a = w.findChild<QAction*>(action);
    BOOST_REQUIRE(a != nullptr);
    BOOST_TEST(a->isEnabled(), action << " cannot be pressed");
    QTest::mouseClick(w.findChild<QToolBar*>()->widgetForAction(a), Qt::LeftButton);
  }
  bool may_press(char const* action) { return w.findChild<QAction*>(action)->isEnabled(); }
  void type(char const* field, QString const& text) {
    auto* const f = w.findChild<QLineEdit*>(field);
    f->clear();
    QTest::keyClicks(f, text);
    QTest::keyClick(f, Qt::Key_Return);
  }
  std::string text(char const* label) { return w.findChild<QLabel*>(label)->text().toStdString(); }
  std::uint64_t number(char const* label) {
    return QLocale(QLocale::English).toULongLong(w.findChild<QLabel*>(label)->text());
  }
  QTableView& log() { return *w.findChild<QTableView*>("log"); }
  void click_log(int row, int column) {
    auto const at = log().visualRect(log().model()->index(row, column)).center();
    QTest::mouseClick(log().viewport(), Qt::LeftButton, {}, at);
  }
  /// What `f` says of the town, on its thread.
  template <class F> auto ask(F f) {
    std::promise<decltype(f(std::declval<watched_town&>()))> said;
    auto answer = said.get_future();
    w.town().ask([&](watched_town& t) { said.set_value(f(t)); });
    return answer.get();
  }
  /// Into the folder KONT_PICTURES, if that is set.
  void take_picture(std::string const& name) {
    auto const folder = qEnvironmentVariable("KONT_PICTURES");
    if (folder.isEmpty()) return;
    QDir().mkpath(folder);
    QTest::qWait(100);  // for what has been asked to be drawn
    BOOST_TEST(w.grab().save(folder + "/" + QString::fromStdString(name) + ".png"));
  }
};

}  // namespace kont::population
