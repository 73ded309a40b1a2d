// examples/population/window/year_plot.cpp -- axes, curves and a legend, by QPainter.
#include "examples/population/window/year_plot.hpp"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <utility>

#include "examples/population/window/look.hpp"

namespace kont::population {

/// Where on the widget a year and a number lie.
struct year_plot::scale {
  QRectF area;
  std::vector<double> years, numbers;

  double x(double year) const { return area.left() + area.width() * year / years.back(); }
  double y(double n) const { return area.bottom() - area.height() * n / numbers.back(); }
};

year_plot::year_plot(QString title, std::vector<series> all, double first_year)
    : title_(std::move(title)), first_year_(first_year), all_(std::move(all)) {
  setMinimumSize(360, 130);
}

void year_plot::add(std::vector<double> const& values) {
  for (std::size_t i = 0; i < all_.size(); ++i) {
    all_[i].values.push_back(values[i]);
    most_ = std::max(most_, values[i]);
  }
  update();
}

void year_plot::paintEvent(QPaintEvent*) {
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  p.fillRect(rect(), look::paper);
  auto const inside = QRectF(rect()).adjusted(12, 8, -12, -8);
  look::title(p, inside, title_);
  auto const years = first_year_ + static_cast<double>(all_.front().values.size()) - 1;
  auto const line = p.fontMetrics().height();
  scale const s{inside.adjusted(44, line + 10, -10, -line * 2 - 4),
                look::ticks(std::max(years, 10.0), std::max(2, width() / 90)),
                look::ticks(most_, std::max(2, height() / 50))};
  draw_axes(p, s);
  draw_legend(p);
  if (all_.front().values.size() < 2)
    return look::nothing_yet(p, s.area, "Press Go: years are counted from here");
  for (auto const& one : all_) draw_curve(p, s, one);
}

void year_plot::draw_axes(QPainter& p, scale const& s) const {
  auto const line = p.fontMetrics().height();
  for (auto const n : s.numbers) {
    p.setPen(look::grid);
    p.drawLine(QPointF(s.area.left(), s.y(n)), QPointF(s.area.right(), s.y(n)));
    p.setPen(look::faint);
    p.drawText(QRectF(s.area.left() - 56, s.y(n) - line, 50, 2 * line),
               Qt::AlignRight | Qt::AlignVCenter, look::short_number(n));
  }
  for (auto const y : s.years) {
    p.setPen(look::grid);
    p.drawLine(QPointF(s.x(y), s.area.bottom()), QPointF(s.x(y), s.area.bottom() + 4));
    p.setPen(look::faint);
    p.drawText(QRectF(s.x(y) - 40, s.area.bottom() + 5, 80, line), Qt::AlignHCenter,
               look::short_number(y));
  }
  p.drawText(QRectF(s.area.left(), s.area.bottom() + 5 + line, s.area.width(), line),
             Qt::AlignHCenter, "year");
}

// At most one point a pixel, the mean of its years.
void year_plot::draw_curve(QPainter& p, scale const& s, series const& one) const {
  auto const n = one.values.size();
  auto const step = std::max<std::size_t>(1, n / static_cast<std::size_t>(width()));
  QPainterPath path;
  for (std::size_t i = 0; i < n; i += step) {
    auto const to = std::min(n, i + step);
    double sum = 0;
    for (auto k = i; k < to; ++k) sum += one.values[k];
    auto const mean = sum / static_cast<double>(to - i);
    QPointF const at(s.x(first_year_ + static_cast<double>(i)), s.y(mean));
    i == 0 ? path.moveTo(at) : path.lineTo(at);
  }
  p.setPen(QPen(one.colour, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  p.drawPath(path);
}

void year_plot::draw_legend(QPainter& p) const {
  double right = width() - 22;
  for (auto one = all_.rbegin(); one != all_.rend(); ++one) {
    auto const text =
        one->values.empty()
            ? one->name
            : one->name + " " + look::number(static_cast<std::uint64_t>(one->values.back()));
    auto const wide = p.fontMetrics().horizontalAdvance(text);
    right -= wide;
    p.setPen(look::ink);
    p.drawText(QRectF(right, 8, wide + 2, p.fontMetrics().height()), Qt::AlignLeft, text);
    p.fillRect(QRectF(right - 16, 7 + p.fontMetrics().height() / 2.0, 11, 3), one->colour);
    right -= 32;
  }
}

}  // namespace kont::population
