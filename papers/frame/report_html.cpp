// papers/frame/report_html.cpp -- a page for each table, its two plots side by side; and the index.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "lib/escaped.hpp"
#include "lib/page_head.hpp"
#include "papers/frame/report.hpp"
#include "papers/ladder/gnuplot.hpp"
#include "papers/ladder/page.hpp"
#include "papers/ladder/report.hpp"

namespace kont::papers {
namespace {

using reading = std::optional<double> line::*;

constexpr std::string_view style =
    ".pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }"
    "@media (max-width: 640px) { .pair { grid-template-columns: 1fr; gap: 0; } }"
    ".pair figure { min-width: 0; } td.claim { white-space: normal; min-width: 11em; }"
    "p, dt { overflow-wrap: anywhere; } td.verdict { text-align: left; } td:first-child { "
    "white-space: normal; }"
    "table.claims { table-layout: fixed; } table.claims th:nth-child(1) { width: 44%; }"
    "table.claims th:nth-child(2) { width: 9.5em; text-align: left; } h3 { margin: 16px 0 4px; }"
    "@media (max-width: 640px) { figure svg { min-width: 460px; } th { white-space: normal; } }"
    "@media (max-width: 640px) { table.claims thead { display: none; }"
    "table.claims tr { display: block; border-bottom: 1px solid var(--line); padding: 6px 0; }"
    "table.claims td { display: block; border: 0; padding: 1px 0; font-size: .9rem; } }";

/// As HTML, with `code` as such.
std::string prose(std::string_view text) {
  std::string out;
  bool inside = false;
  for (auto const c : escaped(text))
    if (c == '`')
      out += std::exchange(inside, !inside) ? "</code>" : "<code>";
    else
      out += c;
  return out;
}

/// As gnuplot has it between single quotes.
std::string quoted_once(std::string const& text) {
  std::string out;
  for (char const c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out;
}

/// What a plot of dots has a row for, and what a colour; the colours are the same in both plots.
struct layout {
  bool turned = false;               // a row for each series, a colour for each place
  std::vector<std::string> colours;  // names of series, or of places

  std::string const& row(line const& l) const {
    return turned || l.at.empty() || number_of(l.at) ? l.series : l.at;
  }
  std::string mark(line const& l) const {
    auto const found = std::ranges::find(colours, turned ? l.at : l.series);
    return ladder::mark(static_cast<std::size_t>(found - colours.begin()));
  }
};

/// Of series and places (programs, operations: no numbers) the fewer have the colours.
layout layout_of(paper const& p, std::vector<line> const& lines) {
  layout by;
  std::vector<std::string> places;
  for (auto const& l : lines)
    if (!l.at.empty() && !number_of(l.at) && std::ranges::find(places, l.at) == places.end())
      places.push_back(l.at);
  for (auto const& s : p.all) by.colours.push_back(s.name);
  by.turned = !places.empty() && places.size() < by.colours.size();
  if (by.turned) by.colours = std::move(places);
  return by;
}

bool along_n(std::vector<line> const& lines, reading of) {
  return std::ranges::count_if(lines, [&](line const& l) {
           return (l.*of).has_value() && number_of(l.at).has_value();
         }) > 2;
}

/// One curve for each series.
std::optional<std::string> curves(paper const& p, std::vector<line> const& lines, reading of,
                                  std::string const& unit, std::string_view id) {
  std::string data, plot;
  for (std::size_t i = 0; i < p.all.size(); ++i) {
    std::string points;
    for (auto const& l : lines)
      if (l.series == p.all[i].name && (l.*of) && number_of(l.at))
        points += fmt::format("{} {}\n", l.at, *(l.*of));
    if (points.empty()) continue;
    data += fmt::format("$d{} << EOD\n{}EOD\n", i, points);
    plot += fmt::format("{}$d{} using 1:2 with linespoints {} ps 0.9 lw 2",
                        plot.empty() ? "plot " : ", ", i, ladder::mark(i));
  }
  if (plot.empty()) return "";
  auto const settings = fmt::format(
      "set xlabel '{}'\nset ylabel '{}'\n{}set format y '%g'\n"
      "set offsets {}",  // (none to the left of 0: the axis would begin at -20)
      p.n, unit, p.logarithmic ? "set logscale xy\n" : "set yrange [0:]\n",
      p.logarithmic ? "graph 0.02, graph 0.02, graph 0.05, graph 0.05"
                    : "0, graph 0.02, graph 0.05, 0");
  return ladder::draw(settings, data + plot + '\n', id, 400);
}

/// A dot for each line, the rows top down.
std::optional<std::string> dots(layout const& by, std::vector<line> const& lines, reading of,
                                std::string const& unit, std::string_view id) {
  double least = std::numeric_limits<double>::infinity(), most = 0;
  std::string data, plot, tics;
  std::vector<std::string> rows;
  for (auto const& l : lines) {
    if (!(l.*of) || *(l.*of) <= 0) continue;
    auto const& who = by.row(l);
    least = std::min(least, *(l.*of));
    most = std::max(most, *(l.*of));
    auto const row = std::ranges::find(rows, who) - rows.begin();
    if (static_cast<std::size_t>(row) == rows.size()) {
      tics += fmt::format("{}'{}' {}", tics.empty() ? "" : ", ", quoted_once(who), row);
      rows.push_back(who);
    }
    auto const name = fmt::format("$d{}", std::count(data.begin(), data.end(), '$'));
    data += fmt::format("{} << EOD\n{} {}\nEOD\n", name, *(l.*of), row);
    plot += fmt::format("{}{} using 1:2 with points {} ps 1.1", plot.empty() ? "plot " : ", ", name,
                        by.mark(l));
  }
  if (plot.empty()) return "";
  auto const settings = fmt::format(
      "set logscale x\nset format x '{}'\n{}set yrange [{}:-0.5]\nset ytics ({})\n"
      "set offsets graph 0.05, graph 0.05, 0, 0\nset xlabel '{}'",
      most < 1e4 ? "%g" : "%.0s%c", most > 1e6 * least ? "set xtics 100\n" : "",
      static_cast<double>(rows.size()) - 0.5, tics, unit);
  return ladder::draw(settings, data + plot + '\n', id, 100 + 28 * rows.size());
}

std::string plots(reproduction const& r, std::vector<line> const& lines) {
  auto const by = layout_of(r.of, lines);
  auto const one = [&](reading of, std::string const& unit, std::string_view caption) {
    return ladder::figure(along_n(lines, of) ? curves(r.of, lines, of, unit, caption)
                                             : dots(by, lines, of, unit, caption),
                          caption);
  };
  auto const published = one(&line::published_x, r.of.published_unit, "published");
  auto const measured = one(&line::measured_x, r.of.measured_unit, "measured");
  if (published.empty() && measured.empty()) return "";
  std::string legend = "<ul class=legend>";
  for (std::size_t i = 0; i < by.colours.size(); ++i)
    legend += fmt::format("<li>{}{}", ladder::legend_mark(i), escaped(by.colours[i]));
  return legend + "</ul>\n<div class=pair>" + published + measured + "</div>\n";
}

std::string_view colour_class(finding f) {
  return f == finding::holds ? "good" : f == finding::fails ? "bad" : "soft";
}

std::string claims(reproduction const& r) {
  std::string out =
      "<div class=scroll><table class=claims><thead><tr><th>claim<th>here<th class=words>because"
      "</tr></thead>\n";
  for (std::size_t i = 0; i < r.verdicts.size(); ++i) {
    auto const& v = r.verdicts[i];
    auto reason = v.reason;
    if (v.is != finding::holds && !r.of.claims[i].because.empty())
      reason += ". " + r.of.claims[i].because;
    out +=
        fmt::format("<tr><td class=claim>{}<td class='verdict {}'>{}<td class=words>{}</tr>\n",
                    prose(r.of.claims[i].says), colour_class(v.is), in_words(v.is), prose(reason));
  }
  return out + "</table></div>\n";
}

std::string table(reproduction const& r, std::vector<line> const& lines) {
  auto out = fmt::format(
      "<h2>The table</h2><p>Ratios are to {}.</p><div class=scroll><table><thead><tr><th>who"
      "<th>{}<th>published {}<th>÷<th>measured {}<th>÷</tr></thead>\n",
      escaped(r.of.all.front().name), escaped(r.of.n), escaped(r.of.published_unit),
      escaped(r.of.measured_unit));
  for (auto const& l : lines)
    out += fmt::format("<tr><td>{}<td>{}<td>{}<td>{}<td>{}<td>{}</tr>\n", escaped(l.series),
                       escaped(l.at), escaped(l.published), l.published_ratio,
                       escaped(l.measured) + l.least, l.measured_ratio);
  return out + "</table></div>\n";
}

/// A line for each table, which leads to its verdicts below.
std::string overview(std::vector<reproduction> const& all) {
  std::string out =
      "<div class=scroll><table><thead><tr><th>table<th class=wide>of<th>holds<th>does not"
      "<th>cannot tell<th class=wide>not applicable<th class=wide>measured</tr></thead>\n";
  for (auto const& r : all) {
    out += fmt::format("<tr><td><a href='#{}'>{}</a><td class=wide>{}", r.of.key,
                       escaped(r.of.title), r.of.year);
    for (auto const f :
         {finding::holds, finding::fails, finding::cannot_tell, finding::not_applicable}) {
      auto const n = std::ranges::count(r.verdicts, f, &verdict::is);
      out +=
          fmt::format("<td class='{}{}'>{}", colour_class(f),
                      f == finding::not_applicable ? " wide" : "", n == 0 ? "" : fmt::to_string(n));
    }
    out += fmt::format("<td class=wide>{}</tr>\n", escaped(r.found.on.date.substr(0, 10)));
  }
  return out + "</table></div>\n";
}

std::string stands(paper const& p) {
  std::string out = "<h2>What stands for what</h2><dl>\n";
  for (auto const& s : p.all)
    out += fmt::format("<dt>{}<dd>{}\n", escaped(s.name), prose(s.theirs));
  return out + "</dl>\n";
}

std::string not_here(result const& r) {
  if (r.absent.empty()) return "";
  std::string out = "<h2>Not in the table</h2><dl>\n";
  for (auto const& m : r.absent)
    out += fmt::format("<dt>{}<dd>{}\n", escaped(m.key), escaped(m.why));
  return out + "</dl>\n";
}

}  // namespace

std::string to_html(reproduction const& r) {
  auto const& p = r.of;
  auto const lines = lines_of(r);
  auto out = page_head("kont: " + escaped(p.title), style);
  out += fmt::format("<p class=soft><a href='../index.html'>all tables</a></p><h1>{}</h1>\n",
                     escaped(p.title));
  for (auto const& text : p.about) out += fmt::format("<p>{}</p>\n", prose(text));
  out += plots(r, lines) + fmt::format("<h2>Claims: {}</h2>", tally(r.verdicts)) + claims(r) +
         table(r, lines) + stands(p) + not_here(r.found);
  out += fmt::format(
      "<h2>Published</h2><p>{}</p><p class=soft>{}</p><p class=soft>{}</p>\n"
      "<h2>Noise</h2><p>The same row entered twice differed by {:.1f} %.</p>",
      escaped(p.citation), escaped(p.machine), escaped(p.published.source),
      100 * (r.found.noise - 1));
  return out + ladder::facts_list(r.found.on) + "</body></html>\n";
}

std::string index_page(std::vector<reproduction> const& all) {
  std::vector<verdict> every;
  for (auto const& r : all) every.insert(every.end(), r.verdicts.begin(), r.verdicts.end());
  auto out = page_head("kont: tables of others, redone", style) +
             fmt::format(
                 "<h1>Tables of others, redone</h1><p>What papers claim, and whether it holds "
                 "here. {} tables; of their {} claims {}. Claims are orders, ratios, slopes, "
                 "crossings and answers, never equal nanoseconds; we <em>cannot tell</em> where "
                 "the 95 % interval of what was measured is on both sides.</p>\n",
                 all.size(), every.size(), tally(every)) +
             overview(all);
  for (auto const& r : all)
    out += fmt::format(
               "<h2 id='{0}'>{1}</h2><p class=soft>{2}</p><p>{3}. <a href='{0}/index.html'>"
               "Published beside measured</a></p>\n",
               r.of.key, escaped(r.of.title), escaped(r.of.citation), tally(r.verdicts)) +
           claims(r);
  return out + "</body></html>\n";
}

}  // namespace kont::papers
