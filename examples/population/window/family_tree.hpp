// examples/population/window/family_tree.hpp -- a person between her parents and her children.
#pragma once
#include <QRectF>
#include <QWidget>
#include <functional>
#include <vector>

#include "examples/population/window/news.hpp"

namespace kont::population {

/// Three generations in boxes; a click on one chooses that person.
class family_tree : public QWidget {
 public:
  explicit family_tree(std::function<void(std::uint64_t)> on_choice);
  void show_family(portrait const& p);
  /// Where the box of this person lies; null: she is not drawn.
  QRectF box_of(std::uint64_t id) const;

 protected:
  void paintEvent(QPaintEvent* e) override;
  void mousePressEvent(QMouseEvent* e) override;
  void mouseMoveEvent(QMouseEvent* e) override;
  void resizeEvent(QResizeEvent* e) override;

 private:
  struct box {
    relative who;
    QString role;
    QRectF at;
  };
  void lay_out();
  void place(relative const& who, QString const& role, double column, int row);
  void draw(QPainter& p, box const& b) const;
  void draw_lines(QPainter& p) const;
  box const* under(QPointF at) const;

  std::function<void(std::uint64_t)> on_choice_;
  portrait family_;
  std::vector<box> boxes_;
};

}  // namespace kont::population
