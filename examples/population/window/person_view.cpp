// examples/population/window/person_view.cpp -- asks by name, and shows a portrait.
#include "examples/population/window/person_view.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <utility>

#include "examples/population/window/family_tree.hpp"

namespace kont::population {
namespace {

QLabel* label(char const* name, QVBoxLayout& in) {
  auto* const l = new QLabel;
  l->setObjectName(name);
  l->setTextInteractionFlags(Qt::TextSelectableByMouse);
  l->setWordWrap(true);
  in.addWidget(l);
  return l;
}

}  // namespace

person_view::person_view(std::function<void(sought)> on_choice)
    : on_choice_(std::move(on_choice)), name_(new QLineEdit) {
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  auto* const question = new QHBoxLayout;
  name_->setObjectName("person_name");
  name_->setPlaceholderText("A name, as in “Lusab Babad”, or # and a number");
  auto* const find = new QPushButton("Find");
  question->addWidget(name_);
  question->addWidget(find);
  all->addLayout(question);
  title_ = label("person_title", *all);
  state_ = label("person_state", *all);
  microthread_ = label("person_microthread", *all);
  tree_ = new family_tree([this](std::uint64_t id) { on_choice_({id}); });
  auto* const frame = new QScrollArea;
  frame->setWidget(tree_);
  frame->setWidgetResizable(true);
  all->addWidget(frame, 1);
  connect(name_, &QLineEdit::returnPressed, this, [this] { ask_for_the_typed(); });
  connect(find, &QPushButton::clicked, this, [this] { ask_for_the_typed(); });
  show_person({});
  title_->setText("Nobody is chosen");
}

void person_view::ask_for_the_typed() {
  if (auto const who = understand(name_->text().toStdString())) return on_choice_(*who);
  show_person({});
  title_->setText("That is no name: names are words of five letters, numbers begin with #");
}

void person_view::show_person(portrait const& p) {
  shown_ = p.self.id;
  tree_->show_family(p);
  bool const somebody = p.self.id != 0;
  title_->setText(somebody ? "<b style='font-size:large'>" +
                                 QString::fromStdString(full_name(p.self.id)) + "</b>"
                           : "Nobody is known by that name (the dead are forgotten in time)");
  auto state = QString::fromStdString(p.state);
  if (somebody && p.self.died != person::never)
    state = QString("born in year %1, died in year %2").arg(p.self.born).arg(p.self.died);
  if (!p.name.empty()) state += "\nin the town's books: " + QString::fromStdString(p.name);
  state_->setText(state);
  microthread_->setText(somebody ? "microthread " + QString::fromStdString(p.microthread) : "");
}

}  // namespace kont::population
