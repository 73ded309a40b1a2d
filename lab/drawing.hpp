// lab/drawing.hpp -- what the lab's pictures are drawn with: SVG, in the page's colour of text.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "lab/job.hpp"

namespace kont::lab {

/// Mid tones, which stand out on white and on black; the i-th, and then from the first on.
inline constexpr std::size_t different_colours = 8;
std::string_view colour(std::size_t i);
/// How the i-th curve is drawn: 32 look different.
std::string pen(std::size_t i, double width = 2);

std::string picture(double width, double height, std::string const& inside);
std::string words(double x, double y, std::string_view text, std::string_view anchor = "start");
std::string line(double x1, double y1, double x2, double y2);

/// A round number, so that about five of them are `all`.
double round_step(double all);

/// The horizontal axis: where a tick lies, and its marks.
struct axis {
  double left, width, top, bottom, end;
  double at(double t) const { return left + width * t / end; }
  std::string marks() const;
};

/// The boxes of one state of one job that follow each other closely are one: else a long run would
/// be a file of millions. The axis must outlive them.
class boxes {
 public:
  boxes(axis const& x, double top, double height, std::string style);
  void add(ticks from, ticks to);
  std::string finished();

 private:
  void draw();
  axis const& x_;
  double top_, height_;
  std::string style_, out_;
  double from_ = -1, to_ = -1;
};

}  // namespace kont::lab
