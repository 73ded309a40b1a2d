// examples/population/window/window.cpp -- what the window does: asks for news, and shows them.
#include "examples/population/window/window.hpp"

#include <QAction>
#include <QCloseEvent>
#include <QLabel>
#include <QStatusBar>
#include <algorithm>
#include <utility>

#include "examples/population/window/look.hpp"
#include "examples/population/window/person_view.hpp"
#include "examples/population/window/pyramid.hpp"
#include "examples/population/window/year_plot.hpp"

namespace kont::population {

window::~window() = default;

int window::frames() const noexcept { return ages_->drawings(); }

void window::closeEvent(QCloseEvent* e) {
  frame_.stop();
  town_.reset();  // everybody unwinds, on the thread she lived on
  e->accept();
}

// --- news ---------------------------------------------------------------------------------------

void window::draw() {
  auto n = town_->take();
  if (!n) return;
  if (!n->failure.empty()) {
    failure_ = QString::fromStdString(n->failure);
    n->now = now_;
    n->now.does = progress::over;
  }
  bool const same =
      n->events.empty() && n->years.empty() && !n->whom && n->now.does == now_.does && !empty_;
  now_ = n->now;
  show_rates();
  if (same) return;
  show_years(n->years);
  show_figures();
  events_.add(n->events);
  if (n->failure.empty()) ages_->show_ages(std::move(n->by_age));
  if (n->whom) person_->show_person(*n->whom);
  if (person_->shown() != 0 && since_portrait_.elapsed() > 500) look_for({person_->shown()});
  allow_actions();
}

void window::show_years(std::vector<year_row> const& rows) {
  auto const value = [](std::uint64_t n) { return static_cast<double>(n); };
  if (std::exchange(empty_, false)) living_->add({value(now_.living + now_.died - now_.born)});
  for (auto const& r : rows) {
    living_->add({value(r.living)});
    changes_->add({value(r.born), value(r.died()), value(r.marriages)});
  }
}

void window::show_figures() {
  std::uint64_t const values[] = {static_cast<std::uint64_t>(now_.year),
                                  now_.living,
                                  now_.microthreads,
                                  now_.born,
                                  now_.died,
                                  now_.married};
  for (std::size_t i = 0; i < std::size(values); ++i) figures_[i]->setText(look::number(values[i]));
}

void window::show_rates() {
  auto const seconds = static_cast<double>(since_rates_.elapsed()) / 1e3;
  if (seconds >= 1) {
    auto const frames_now = frames();
    rates_->setText(
        QString("%1 years and %2 frames a second, %3")
            .arg((now_.year - std::exchange(year_then_, now_.year)) / seconds, 0, 'f', 1)
            .arg((frames_now - std::exchange(frames_then_, frames_now)) / seconds, 0, 'f', 0)
            .arg(mode_));
    since_rates_.restart();
  }
  statusBar()->showMessage(in_words());
}

QString window::in_words() const {
  if (!failure_.isEmpty()) return "Given up: " + failure_;
  switch (now_.does) {
    case progress::paused:
      return now_.year == 0 ? "Founded. Go lets years pass" : "Paused";
    case progress::going:
      return "Years pass";
    case progress::stepping:
      return "To the end of the year";
    case progress::stopping:
      return "Everybody leaves at the end of the year";
    case progress::over:
      break;
  }
  return now_.extinct ? QString("Extinct in year %1").arg(now_.year)
                      : QString("Stopped in year %1: all microthreads have ended").arg(now_.year);
}

// --- what it is told ----------------------------------------------------------------------------

void window::allow_actions() {
  bool const ends = now_.does == progress::stopping || now_.does == progress::over;
  go_->setEnabled(!ends && now_.does != progress::going);
  pause_->setEnabled(!ends && now_.does != progress::paused);
  step_->setEnabled(!ends);
  stop_->setEnabled(!ends);
}

void window::look_for(sought who) {
  since_portrait_.start();
  town_->ask([who](watched_town& t) { t.look_for(who); });
}

}  // namespace kont::population
