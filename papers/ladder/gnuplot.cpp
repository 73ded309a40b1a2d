// papers/ladder/gnuplot.cpp -- a script with its data inside, handed to gnuplot; its colours.
#include "papers/ladder/gnuplot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "lib/measure/child.hpp"

namespace kont::ladder {
namespace {

/// Mid tones: they stand out on white and on black.
constexpr std::array colours{"#f28e2b", "#4e79a7", "#59a14f", "#e15759", "#b07aa1",
                             "#2aa198", "#9c755f", "#d37295", "#b6992d", "#86909a",
                             "#6c71c4", "#8cbf4a", "#c0504d", "#3fa7d6"};

std::string_view colour(std::size_t i) { return colours[i % colours.size()]; }
bool is_square(std::size_t i) { return i / colours.size() % 2 != 0; }

void replace(std::string& in, std::string_view from, std::string const& to) {
  for (auto at = in.find(from); at != in.npos; at = in.find(from, at + to.size()))
    in.replace(at, from.size(), to);
}

/// Only the element, in the colour of the text around it; its ids are its own on the page.
std::string for_a_page(std::string svg, std::string_view name) {
  svg.erase(0, std::min(svg.find("<svg"), svg.size()));
  replace(svg, "\"black\"", "\"currentColor\"");
  for (auto const id : {"gp", "gnuplot_canvas", "textbox", "greybox"})
    for (auto const before : {"id='", "id=\"", "href='#", "url(#"})
      replace(svg, fmt::format("{}{}", before, id), fmt::format("{}{}_{}", before, name, id));
  return svg;
}

}  // namespace

std::string mark(std::size_t i) {
  return fmt::format("lc rgb '{}' pt {}", colour(i), is_square(i) ? 5 : 7);
}
std::string legend_mark(std::size_t i) {
  return fmt::format("<i{} style='background:{}'></i>", is_square(i) ? " class=square" : "",
                     colour(i));
}

std::optional<std::string> draw(std::string const& settings, std::string const& curves,
                                std::string_view name, std::size_t height) {
  auto const script = fmt::format(
      "set terminal svg size 640,{} dynamic noenhanced font 'sans-serif,15' name '{}'\n"
      "set border 3 lc rgb '#888888'\nset grid lc rgb '#88888866'\nset tics nomirror\n"
      "unset key\n{}\n{}",
      height, name, settings, curves);
  auto const child = measure::run_child({"gnuplot"}, script, std::chrono::seconds(20));
  if (!child || child->status != 0) return std::nullopt;
  return for_a_page(child->out, name);
}

}  // namespace kont::ladder
