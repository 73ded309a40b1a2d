// examples/population/window/year_plot.hpp -- curves over the years.
#pragma once
#include <QColor>
#include <QString>
#include <QWidget>
#include <vector>

namespace kont::population {

/// A curve for each series, on one scale from 0. Values are for year 0, 1, 2, …
class year_plot : public QWidget {
 public:
  struct series {
    QString name;
    QColor colour;
    std::vector<double> values{};
  };

  year_plot(QString title, std::vector<series> all, double first_year);
  /// One value for each series, for the next year.
  void add(std::vector<double> const& values);

 protected:
  void paintEvent(QPaintEvent* e) override;

 private:
  struct scale;
  void draw_axes(QPainter& p, scale const& s) const;
  void draw_curve(QPainter& p, scale const& s, series const& one) const;
  void draw_legend(QPainter& p) const;

  QString const title_;
  double const first_year_;
  std::vector<series> all_;
  double most_ = 0;
};

}  // namespace kont::population
