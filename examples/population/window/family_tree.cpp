// examples/population/window/family_tree.cpp -- boxes in rows, and the lines between them.
#include "examples/population/window/family_tree.hpp"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <utility>

#include "examples/population/window/look.hpp"
#include "examples/population/window/names.hpp"

namespace kont::population {
namespace {

constexpr double wide = 126, high = 50, gap = 12, between_rows = 26;

QString life_of(relative const& r) {
  if (!r.known) return "died long ago";
  auto const born = QString("born %1").arg(r.born);
  return r.alive() ? born : QString("%1 – %2").arg(r.born).arg(r.died);
}

}  // namespace

family_tree::family_tree(std::function<void(std::uint64_t)> on_choice)
    : on_choice_(std::move(on_choice)) {
  setMouseTracking(true);
  setMinimumSize(3 * static_cast<int>(wide + gap), 3 * static_cast<int>(high + between_rows));
}

void family_tree::show_family(portrait const& p) {
  family_ = p;
  lay_out();
  update();
}

// Columns are counted from the middle. Children fill as many rows as they need.
void family_tree::lay_out() {
  boxes_.clear();
  if (family_.self.id == 0) return;
  bool const founder = family_.mother.id == 0;
  bool const single = family_.partner.id == 0;
  if (!founder) place(family_.mother, "mother", -0.5, 0);
  if (!founder) place(family_.father, "father", +0.5, 0);
  place(family_.self, family_.self.is == sex::male ? "he" : "she", single ? 0 : -0.5, 1);
  if (!single) place(family_.partner, "partner", +0.5, 1);
  auto const n = family_.children.size();
  auto const in_a_row =
      std::max<std::size_t>(1, static_cast<std::size_t>((width() - gap) / (wide + gap)));
  for (std::size_t i = 0; i < n; ++i) {
    auto const first = i - i % in_a_row, in_this = std::min(in_a_row, n - first);
    auto const column = static_cast<double>(i - first) - (static_cast<double>(in_this) - 1) / 2;
    place(family_.children[i], "child", column, 2 + static_cast<int>(i / in_a_row));
  }
  auto const lowest = boxes_.back().at.bottom();
  setMinimumHeight(static_cast<int>(std::max(lowest + gap, 3 * (high + between_rows))));
}

void family_tree::place(relative const& who, QString const& role, double column, int row) {
  auto const rows_of_children = std::max(0, row - 2);
  auto const top = gap + row * (high + between_rows) - rows_of_children * (between_rows - gap);
  auto const left = width() / 2.0 + column * (wide + gap) - wide / 2;
  boxes_.push_back({who, role, QRectF(left, top, wide, high)});
}

void family_tree::paintEvent(QPaintEvent*) {
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  p.fillRect(rect(), look::paper);
  if (boxes_.empty())
    return look::nothing_yet(p, QRectF(rect()).adjusted(20, 0, -20, 0),
                             "Click somebody in the log, or type her name: her family is drawn "
                             "here");
  draw_lines(p);
  for (auto const& b : boxes_) draw(p, b);
}

// From the middle of the parents to her; from the middle of her and her partner to each child.
void family_tree::draw_lines(QPainter& p) const {
  p.setPen(QPen(look::grey, 1.2));
  auto const middle = width() / 2.0;
  auto const couple = [&](std::size_t left) {
    auto const& at = boxes_[left].at;
    p.drawLine(QPointF(at.right(), at.center().y()),
               QPointF(boxes_[left + 1].at.left(), at.center().y()));
  };
  std::size_t const self = family_.mother.id == 0 ? 0 : 2;
  bool const single = family_.partner.id == 0;
  auto const& me = boxes_[self].at;
  auto const drop = [&](QPointF from, QPointF to) {
    auto const half = to.y() - between_rows / 2;
    p.drawPolyline(QPolygonF{from, {from.x(), half}, {to.x(), half}, to});
  };
  if (self == 2) {
    couple(0);
    drop({middle, boxes_[0].at.center().y()}, {me.center().x(), me.top()});
  }
  if (!single) couple(self);
  QPointF const from =
      single ? QPointF(me.center().x(), me.bottom()) : QPointF(middle, me.center().y());
  for (auto i = self + (single ? 1 : 2); i < boxes_.size(); ++i) {
    auto const& to = boxes_[i].at;
    if (to.top() < me.bottom() + 2 * between_rows) drop(from, {to.center().x(), to.top()});
  }
}

void family_tree::draw(QPainter& p, box const& b) const {
  auto const colour = !b.who.known ? look::grey : b.who.is == sex::male ? look::blue : look::rose;
  bool const self = b.who.id == family_.self.id;
  p.setPen(QPen(colour, self ? 2.4 : 1.2, b.who.alive() ? Qt::SolidLine : Qt::DotLine));
  p.setBrush(self ? look::chosen : look::paper);
  p.drawRoundedRect(b.at, 6, 6);
  auto font = p.font();
  font.setBold(self);
  p.setFont(font);
  p.setPen(b.who.alive() ? look::ink : look::faint);
  auto const text = b.at.adjusted(4, 6, -4, -6);
  p.drawText(text, Qt::AlignHCenter | Qt::AlignTop, QString::fromStdString(first_names(b.who.id)));
  font.setBold(false);
  font.setPointSizeF(font.pointSizeF() * 0.88);
  p.setFont(font);
  p.setPen(look::faint);
  p.drawText(text, Qt::AlignHCenter | Qt::AlignBottom, b.role + ", " + life_of(b.who));
  font.setPointSizeF(font.pointSizeF() / 0.88);
  p.setFont(font);
}

family_tree::box const* family_tree::under(QPointF at) const {
  auto const found = std::ranges::find_if(boxes_, [&](box const& b) { return b.at.contains(at); });
  return found == boxes_.end() ? nullptr : &*found;
}
QRectF family_tree::box_of(std::uint64_t id) const {
  auto const found = std::ranges::find_if(boxes_, [&](box const& b) { return b.who.id == id; });
  return found == boxes_.end() ? QRectF() : found->at;
}

void family_tree::mousePressEvent(QMouseEvent* e) {
  if (auto const* b = under(e->position()); b != nullptr && b->who.known) {
    auto const id = b->who.id;
    on_choice_(id);
  }
}
void family_tree::mouseMoveEvent(QMouseEvent* e) {
  auto const* b = under(e->position());
  setCursor(b != nullptr && b->who.known ? Qt::PointingHandCursor : Qt::ArrowCursor);
}
void family_tree::resizeEvent(QResizeEvent*) { lay_out(); }

}  // namespace kont::population
