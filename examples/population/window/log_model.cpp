// examples/population/window/log_model.cpp -- events in words.
#include "examples/population/window/log_model.hpp"

#include <algorithm>
#include <array>

#include "examples/population/window/look.hpp"

namespace kont::population {
namespace {

enum column { year, what, who, with, columns };

constexpr std::size_t kinds = static_cast<std::size_t>(event_kind::starved) + 1;

std::size_t topic_of(event_kind kind) {
  static auto const by_kind = [] {
    std::array<std::size_t, kinds> found{};
    for (std::size_t i = 0; i < topics().size(); ++i)
      for (auto const k : topics()[i].kinds) found[static_cast<std::size_t>(k)] = i;
    return found;
  }();
  return by_kind[static_cast<std::size_t>(kind)];
}

QString in_words(event const& e, int column) {
  auto const& t = topics()[topic_of(e.what)];
  switch (column) {
    case year:
      return QString::number(e.year);
    case what:
      return e.what == event_kind::starved ? "starved" : t.verb;
    case who:
      return QString::fromStdString(first_names(e.who));
    default:
      return e.whom == 0 ? QString() : t.with + QString::fromStdString(first_names(e.whom));
  }
}

}  // namespace

std::span<topic const> topics() {
  using enum event_kind;
  static std::vector<topic> const all{
      {"Births", "born", "to ", look::green, {born}},
      {"Debuts", "came of age", "", look::sand, {came_of_age}},
      {"Proposals", "proposed", "to ", look::grey, {proposed}, false},  // with their refusals,
      {"Refusals", "refused", "", look::grey, {refused}, false},        // nine of ten events
      {"Marriages", "married", "", look::violet, {married}},
      {"Deaths", "died", "", look::ink, {died, starved}},
      {"Founders", "founded", "", look::blue, {founded}},
  };
  return all;
}

log_model::log_model() : all_(most) {
  for (auto const& t : topics()) wanted_.push_back(t.shown_at_first);
}

void log_model::add(std::span<happening const> latest) {
  if (latest.empty()) return;
  all_.insert(all_.end(), latest.begin(), latest.end());
  choose();
}
void log_model::want(std::size_t topic, bool yes) {
  wanted_[topic] = yes;
  choose();
}
void log_model::want_only(std::optional<sought> person) {
  person_ = person;
  choose();
}

void log_model::choose() {
  beginResetModel();
  shown_.clear();
  auto const is_wanted = [&](happening const& e) {
    return wanted_[topic_of(e.what)] && (!person_ || person_->is(e.who) || person_->is(e.whom));
  };
  std::copy_if(all_.rbegin(), all_.rend(), std::back_inserter(shown_), is_wanted);
  endResetModel();
}

int log_model::rowCount(QModelIndex const& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}
int log_model::columnCount(QModelIndex const& parent) const {
  return parent.isValid() ? 0 : columns;
}

QVariant log_model::data(QModelIndex const& index, int role) const {
  auto const& e = at(index.row());
  if (role == Qt::DisplayRole) return in_words(e, index.column());
  if (role == Qt::ForegroundRole && index.column() == what)
    return topics()[topic_of(e.what)].colour;
  if (role == Qt::TextAlignmentRole && index.column() == year)
    return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
  return {};
}

QVariant log_model::headerData(int section, Qt::Orientation along, int role) const {
  static constexpr char const* names[] = {"Year", "Event", "Who", "Whom"};
  if (along != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue((section == year ? Qt::AlignRight : Qt::AlignLeft) |
                               Qt::AlignVCenter);
  return role == Qt::DisplayRole ? QVariant(names[section]) : QVariant();
}

}  // namespace kont::population
