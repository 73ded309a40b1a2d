// examples/population/window/window_parts.cpp -- what the window is put together from.
#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QSplitter>
#include <QStatusBar>
#include <QStyle>
#include <QTableView>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

#include "examples/population/window/look.hpp"
#include "examples/population/window/person_view.hpp"
#include "examples/population/window/pyramid.hpp"
#include "examples/population/window/window.hpp"
#include "examples/population/window/year_plot.hpp"

namespace kont::population {
namespace {

QWidget* spacer() {
  auto* const s = new QWidget;
  s->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  return s;
}

QSpinBox* number_field(QToolBar& in, char const* name, QString const& what, int least, int most) {
  in.addWidget(new QLabel(what));
  auto* const field = new QSpinBox;
  field->setObjectName(name);
  field->setRange(least, most);
  field->setMinimumWidth(120);
  in.addWidget(field);
  return field;
}

}  // namespace

window::window(std::unique_ptr<driver> town, QString mode, double years_per_second)
    : town_(std::move(town)), mode_(std::move(mode)) {
  setWindowTitle("kont population: every person a microthread");
  resize(1240, 800);
  make_toolbar(years_per_second);
  auto* const left = new QWidget;
  auto* const column = new QVBoxLayout(left);
  column->addWidget(make_figures());
  column->addWidget(make_plots(), 1);
  auto* const both = new QSplitter;
  both->addWidget(left);
  both->addWidget(make_log());
  both->setStretchFactor(0, 3);
  both->setStretchFactor(1, 2);
  setCentralWidget(both);
  rates_ = new QLabel;
  statusBar()->addPermanentWidget(rates_);
  since_rates_.start();
  frame_.setTimerType(Qt::PreciseTimer);
  frame_.callOnTimeout(this, [this] { draw(); });
  frame_.start();
}

// --- the toolbar --------------------------------------------------------------------------------

QAction* window::action(char const* name, QString text, int icon, void (watched_town::*what)()) {
  auto* const a = new QAction(style()->standardIcon(static_cast<QStyle::StandardPixmap>(icon)),
                              std::move(text), this);
  a->setObjectName(name);
  connect(a, &QAction::triggered, this, [this, what] { town_->ask(std::mem_fn(what)); });
  return a;
}

void window::make_toolbar(double years_per_second) {
  auto& bar = *addToolBar("Town");
  bar.setMovable(false);
  bar.setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  bar.addAction(go_ = action("go", "Go", QStyle::SP_MediaPlay, &watched_town::go));
  bar.addAction(pause_ = action("pause", "Pause", QStyle::SP_MediaPause, &watched_town::pause));
  bar.addAction(
      step_ = action("step", "Step a year", QStyle::SP_MediaSkipForward, &watched_town::step));
  bar.addAction(stop_ = action("stop", "Stop", QStyle::SP_MediaStop, &watched_town::stop));
  auto* const quit = new QAction(style()->standardIcon(QStyle::SP_DialogCloseButton), "Quit", this);
  quit->setObjectName("quit");
  connect(quit, &QAction::triggered, this, &window::close);
  bar.addAction(quit);
  bar.addWidget(spacer());
  auto* const speed = number_field(bar, "years_per_second", "Years a second ", 0, 1'000);
  speed->setSpecialValueText("all it can");
  connect(speed, &QSpinBox::valueChanged, this,
          [this](int v) { town_->ask([v](watched_town& t) { t.set_years_per_second(v); }); });
  speed->setValue(static_cast<int>(years_per_second));
  auto* const rate = number_field(bar, "frames_per_second", "  Frames a second ", 1, 60);
  connect(rate, &QSpinBox::valueChanged, this, [this](int v) { frame_.setInterval(1'000 / v); });
  rate->setValue(60);
}

// --- the left side ------------------------------------------------------------------------------

QWidget* window::make_figures() {
  static constexpr std::pair<char const*, char const*> names[] = {
      {"year", "years"}, {"living", "living"}, {"microthreads", "microthreads"},
      {"born", "born"},  {"died", "died"},     {"married", "marriages"}};
  auto* const row = new QWidget;
  auto* const in_row = new QHBoxLayout(row);
  in_row->setContentsMargins(0, 0, 0, 0);
  for (std::size_t i = 0; i < std::size(names); ++i) {
    auto* const tile = new QFrame;
    tile->setObjectName("tile");
    auto* const in_tile = new QVBoxLayout(tile);
    in_tile->setSpacing(0);
    figures_[i] = new QLabel("–");
    figures_[i]->setObjectName(names[i].first);
    figures_[i]->setProperty("figure", true);
    in_tile->addWidget(figures_[i]);
    auto* const caption = new QLabel(names[i].second);
    caption->setProperty("caption", true);
    in_tile->addWidget(caption);
    in_row->addWidget(tile, 1);
  }
  return row;
}

QWidget* window::make_plots() {
  living_ = new year_plot("Population, people", {{"living", look::blue}}, 0);
  changes_ =
      new year_plot("In a year, people",
                    {{"born", look::green}, {"died", look::ink}, {"married", look::violet}}, 1);
  ages_ = new pyramid;
  auto* const plots = new QSplitter(Qt::Vertical);
  plots->addWidget(living_);
  plots->addWidget(changes_);
  plots->addWidget(ages_);
  plots->setSizes({210, 180, 280});
  return plots;
}

// --- the right side -----------------------------------------------------------------------------

QWidget* window::make_log() {
  auto* const upper = new QWidget;
  auto* const column = new QVBoxLayout(upper);
  column->addWidget(make_filter());
  log_ = new QTableView;
  log_->setObjectName("log");
  log_->setModel(&events_);
  log_->setShowGrid(false);
  log_->setSelectionBehavior(QAbstractItemView::SelectRows);
  log_->verticalHeader()->hide();
  log_->verticalHeader()->setDefaultSectionSize(log_->fontMetrics().height() + 5);
  log_->horizontalHeader()->setStretchLastSection(true);
  log_->horizontalHeader()->setHighlightSections(false);
  for (auto const& [column_of, wide] : {std::pair{0, 56}, {1, 104}, {2, 130}})
    log_->setColumnWidth(column_of, wide);
  connect(log_, &QTableView::clicked, this, [this](QModelIndex const& at) {
    auto const& e = events_.at(at.row());
    look_for({at.column() == 3 && e.whom != 0 ? e.whom : e.who});
  });
  column->addWidget(log_, 1);
  person_ = new person_view([this](sought who) { look_for(who); });
  auto* const lower = new QWidget;
  (new QVBoxLayout(lower))->addWidget(person_);
  auto* const both = new QSplitter(Qt::Vertical);
  both->addWidget(upper);
  both->addWidget(lower);
  both->setSizes({330, 430});
  return both;
}

QWidget* window::make_filter() {
  auto* const filter = new QWidget;
  auto* const rows = new QVBoxLayout(filter);
  rows->setContentsMargins(0, 0, 0, 0);
  auto* const row = new QHBoxLayout;
  for (std::size_t i = 0; i < topics().size(); ++i) {
    auto* const toggle = new QToolButton;
    toggle->setObjectName(QString("topic_%1").arg(i));
    toggle->setText(topics()[i].name);
    toggle->setCheckable(true);
    toggle->setChecked(topics()[i].shown_at_first);
    connect(toggle, &QToolButton::toggled, this, [this, i](bool yes) { events_.want(i, yes); });
    row->addWidget(toggle);
  }
  row->addStretch();
  rows->addLayout(row);
  auto* const person = new QLineEdit;
  person->setObjectName("log_person");
  person->setPlaceholderText("Only what has to do with … (a name, or # and a number)");
  person->setClearButtonEnabled(true);
  connect(person, &QLineEdit::textChanged, this,
          [this](QString const& t) { events_.want_only(understand(t.toStdString())); });
  rows->addWidget(person);
  return filter;
}

}  // namespace kont::population
