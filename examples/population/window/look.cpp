// examples/population/window/look.cpp -- numbers, ticks and titles.
#include "examples/population/window/look.hpp"

#include <QLocale>
#include <QPainter>
#include <cmath>

namespace kont::population::look {

QString number(std::uint64_t n) { return QLocale(QLocale::English).toString(qulonglong{n}); }

QString short_number(double n) {
  if (n >= 1e6) return QString::number(n / 1e6, 'g', 4) + "M";
  if (n >= 1e4) return QString::number(n / 1e3, 'g', 4) + "k";
  return QString::number(n);
}

std::vector<double> ticks(double most, int about) {
  auto const rough = std::max(most, 1.0) / about;
  auto const power = std::pow(10, std::floor(std::log10(rough)));
  auto const part = rough / power;
  auto const nice = (part > 5 ? 10 : part > 2 ? 5 : part > 1 ? 2 : 1) * power;
  auto const step = std::max(nice, 1.0);  // people and years are whole
  std::vector<double> all{0};
  while (all.back() < most || all.size() < 2) all.push_back(all.back() + step);
  return all;
}

void title(QPainter& p, QRectF const& at, QString const& text) {
  auto bold = p.font();
  bold.setBold(true);
  p.save();
  p.setFont(bold);
  p.setPen(ink);
  p.drawText(at, Qt::AlignLeft | Qt::AlignTop, text);
  p.restore();
}

void nothing_yet(QPainter& p, QRectF const& at, QString const& text) {
  p.setPen(faint);
  p.drawText(at, Qt::AlignCenter | Qt::TextWordWrap, text);
}

}  // namespace kont::population::look
