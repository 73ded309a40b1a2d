// examples/population/window/pyramid.hpp -- how many men and women there are of each age.
#pragma once
#include <QWidget>

#include "examples/population/window/family_book.hpp"

namespace kont::population {

/// Men to the left, women to the right, the young at the bottom.
class pyramid : public QWidget {
 public:
  pyramid() { setMinimumSize(360, 200); }
  void show_ages(ages bars);
  /// How often it has been painted.
  int drawings() const noexcept { return drawings_; }

 protected:
  void paintEvent(QPaintEvent* e) override;

 private:
  void draw_bars(QPainter& p, QRectF const& area, double most) const;
  void draw_scale(QPainter& p, QRectF const& area, std::vector<double> const& ticks) const;

  ages bars_;
  int drawings_ = 0;
};

}  // namespace kont::population
