// examples/population/window/pyramid.cpp -- two rows of bars that share their ages.
#include "examples/population/window/pyramid.hpp"

#include <QPainter>
#include <algorithm>
#include <utility>

#include "examples/population/window/look.hpp"

namespace kont::population {
namespace {

constexpr double middle = 44;            // for the ages
constexpr std::size_t fewest_bars = 20;  // so that bars do not jump about when somebody old dies

}  // namespace

void pyramid::show_ages(ages bars) {
  bars_ = std::move(bars);
  update();
}

void pyramid::paintEvent(QPaintEvent*) {
  ++drawings_;
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  p.fillRect(rect(), look::paper);
  auto const inside = QRectF(rect()).adjusted(12, 8, -12, -8);
  look::title(p, inside, "Age pyramid, people");
  auto const line = p.fontMetrics().height();
  auto const area = inside.adjusted(20, line + 10, -20, -2 * line - 4);
  std::uint64_t most = 0;
  for (auto const& [men, women] : bars_) most = std::max({most, men, women});
  if (most == 0) return look::nothing_yet(p, area, "Nobody lives");
  auto const scale = look::ticks(static_cast<double>(most), 3);
  draw_scale(p, area, scale);
  draw_bars(p, area, scale.back());
}

void pyramid::draw_bars(QPainter& p, QRectF const& area, double most) const {
  auto const n = std::max(bars_.size(), fewest_bars);
  auto const high = area.height() / static_cast<double>(n);
  auto const half = (area.width() - middle) / 2;
  for (std::size_t i = 0; i < n; ++i) {
    auto const top = area.bottom() - static_cast<double>(i + 1) * high;
    if (i < bars_.size()) {
      auto const men = half * static_cast<double>(bars_[i][0]) / most;
      auto const women = half * static_cast<double>(bars_[i][1]) / most;
      p.fillRect(QRectF(area.left() + half - men, top + 0.5, men, high - 1), look::blue);
      p.fillRect(QRectF(area.right() - half, top + 0.5, women, high - 1), look::rose);
    }
    auto const every = static_cast<std::size_t>(p.fontMetrics().height() / high) + 1;
    if (i % std::max<std::size_t>(2, every) != 0) continue;
    p.setPen(look::faint);
    p.drawText(QRectF(area.left() + half, top + high / 2 - 10, middle, 20), Qt::AlignCenter,
               QString::number(i * years_a_bar));
  }
}

void pyramid::draw_scale(QPainter& p, QRectF const& area, std::vector<double> const& ticks) const {
  auto const half = (area.width() - middle) / 2;
  auto const line = p.fontMetrics().height();
  for (auto const n : ticks) {
    auto const far = half * n / ticks.back();
    for (auto const x : {area.left() + half - far, area.right() - half + far}) {
      p.setPen(look::grid);
      p.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom() + 4));
      p.setPen(look::faint);
      p.drawText(QRectF(x - 40, area.bottom() + 5, 80, line), Qt::AlignHCenter,
                 look::short_number(n));
    }
  }
  auto const under = area.bottom() + 5 + line;
  p.drawText(QRectF(area.left(), under, half, line), Qt::AlignHCenter, "men");
  p.drawText(QRectF(area.left() + half - 20, under, middle + 40, line), Qt::AlignHCenter,
             "age, years");
  p.drawText(QRectF(area.right() - half, under, half, line), Qt::AlignHCenter, "women");
}

}  // namespace kont::population
