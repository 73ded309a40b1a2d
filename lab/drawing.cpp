// lab/drawing.cpp -- the elements of SVG that pictures are made of.
#include "lab/drawing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "lib/escaped.hpp"

namespace kont::lab {
namespace {

constexpr std::string_view colours[different_colours] = {
    "#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#b07aa1", "#2aa198", "#9c755f", "#d37295"};

}  // namespace

std::string_view colour(std::size_t i) { return colours[i % different_colours]; }

std::string pen(std::size_t i, double width) {
  constexpr std::string_view dashes[] = {"none", "7 3", "2 3", "9 3 2 3"};
  return fmt::format("fill='none' stroke='{}' stroke-width='{}' stroke-dasharray='{}'", colour(i),
                     width, dashes[i / different_colours % std::size(dashes)]);
}

std::string picture(double width, double height, std::string const& inside) {
  return fmt::format(
      "<svg viewBox='0 0 {} {}' style='max-width:{}px' font-family='sans-serif' font-size='12' "
      "fill='currentColor'>\n{}</svg>\n",
      width, height, width, inside);
}
std::string words(double x, double y, std::string_view text, std::string_view anchor) {
  return fmt::format("<text x='{:.1f}' y='{:.1f}' text-anchor='{}'>{}</text>\n", x, y, anchor,
                     escaped(text));
}
std::string line(double x1, double y1, double x2, double y2) {
  return fmt::format("<line x1='{:.1f}' y1='{:.1f}' x2='{:.1f}' y2='{:.1f}' stroke='#88888866'/>\n",
                     x1, y1, x2, y2);
}

double round_step(double all) {
  auto const rough = all / 5;
  auto const unit = std::pow(10, std::floor(std::log10(rough)));
  for (double const times : {1, 2, 5})
    if (times * unit >= rough) return times * unit;
  return 10 * unit;
}

std::string axis::marks() const {
  std::string out;
  auto const step = round_step(end);
  for (int i = 0; i * step <= end; ++i) {
    out += line(at(i * step), top, at(i * step), bottom + 4);
    out += words(at(i * step), bottom + 18, fmt::format("{:g}", i * step), "middle");
  }
  return out + words(left + width, bottom + 34, "ticks", "end");
}

boxes::boxes(axis const& x, double top, double height, std::string style)
    : x_(x), top_(top), height_(height), style_(std::move(style)) {}

void boxes::add(ticks from, ticks to) {
  if (from == to) return;
  auto const a = x_.at(static_cast<double>(from)), b = x_.at(static_cast<double>(to));
  if (a > to_ + 0.25) draw();
  if (from_ < 0) from_ = a;
  to_ = std::max(b, from_);
}

std::string boxes::finished() {
  draw();
  return out_;
}

void boxes::draw() {
  if (from_ >= 0)
    fmt::format_to(std::back_inserter(out_),
                   "<rect x='{:.2f}' y='{:.1f}' width='{:.2f}' height='{:.1f}' {}/>\n", from_, top_,
                   std::max(to_ - from_, 0.3), height_, style_);
  from_ = -1;
}

}  // namespace kont::lab
