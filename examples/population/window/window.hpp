// examples/population/window/window.hpp -- the window: a town, watched and told what to do.
#pragma once
#include <QElapsedTimer>
#include <QMainWindow>
#include <QTimer>
#include <cstdint>
#include <functional>
#include <memory>

#include "examples/population/window/driver.hpp"
#include "examples/population/window/log_model.hpp"

class QLabel;
class QTableView;

namespace kont::population {

class person_view;
class pyramid;
class year_plot;

/// Pulls news from its town at the drawing rate, and shows them; the town never touches it.
/// Its parts have object names: the actions go, pause, step, stop and quit; the fields
/// years_per_second and frames_per_second; the labels year, living, microthreads, born, died and
/// married; the toggles topic_0 …; log, log_person.
class window final : public QMainWindow {
 public:
  window(std::unique_ptr<driver> town, QString mode, double years_per_second = 0);
  ~window() override;

  driver& town() noexcept { return *town_; }
  person_view& person() noexcept { return *person_; }
  progress does() const noexcept { return now_.does; }
  /// How often news have been painted: the pyramid changes with each.
  int frames() const noexcept;

 protected:
  void closeEvent(QCloseEvent* e) override;

 private:
  QAction* action(char const* name, QString text, int icon, void (watched_town::*what)());
  void make_toolbar(double years_per_second);
  QWidget* make_figures();
  QWidget* make_plots();
  QWidget* make_log();
  QWidget* make_filter();

  void draw();
  void show_figures();
  void show_years(std::vector<year_row> const& rows);
  void show_rates();
  QString in_words() const;
  void allow_actions();
  void look_for(sought who);

  std::unique_ptr<driver> town_;
  QString const mode_;
  QTimer frame_;
  figures now_;
  QString failure_;
  log_model events_;
  QLabel *figures_[6]{}, *rates_ = nullptr;
  QAction *go_ = nullptr, *pause_ = nullptr, *step_ = nullptr, *stop_ = nullptr;
  year_plot *living_ = nullptr, *changes_ = nullptr;
  pyramid* ages_ = nullptr;
  QTableView* log_ = nullptr;
  person_view* person_ = nullptr;
  QElapsedTimer since_rates_, since_portrait_;
  int frames_then_ = 0;
  std::int32_t year_then_ = 0;
  bool empty_ = true;  ///< no news yet
};

}  // namespace kont::population
