// examples/population/window/watch.cpp -- style, colours and fonts.
#include "examples/population/window/watch.hpp"

#include <QApplication>
#include <QPalette>

#include "examples/population/window/look.hpp"

namespace kont::population {
namespace {

constexpr char const* sheet = R"(
#tile { background: white; border: 1px solid #e4e7eb; border-radius: 6px; }
QLabel[figure="true"] { font-size: 19px; font-weight: bold; }
QLabel[caption="true"] { color: #7a828e; }
QToolBar { border: 0; spacing: 4px; padding: 4px 8px; }
QToolButton { padding: 3px 8px; border: 1px solid #d5d9df; border-radius: 4px; background: white; }
QToolButton:checked { background: #dde9f7; border-color: #2b6cb0; }
QToolButton:hover { border-color: #2b6cb0; }
QToolButton:disabled { color: #b5bac2; background: #f3f4f6; }
)";

}  // namespace

void dress(QApplication& program) {
  QApplication::setStyle("Fusion");
  QPalette colours(look::desk);
  colours.setColor(QPalette::Window, look::desk);
  colours.setColor(QPalette::Base, look::paper);
  colours.setColor(QPalette::Text, look::ink);
  colours.setColor(QPalette::WindowText, look::ink);
  colours.setColor(QPalette::ButtonText, look::ink);
  colours.setColor(QPalette::Highlight, look::chosen);
  colours.setColor(QPalette::HighlightedText, look::ink);
  QApplication::setPalette(colours);
  program.setStyleSheet(sheet);
}

}  // namespace kont::population
