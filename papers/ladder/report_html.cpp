// papers/ladder/report_html.cpp -- one page that needs nothing else: table, plots, facts, reading.
#include <fmt/format.h>

#include <algorithm>

#include "lib/escaped.hpp"
#include "lib/page_head.hpp"
#include "papers/ladder/gnuplot.hpp"
#include "papers/ladder/lines.hpp"
#include "papers/ladder/page.hpp"
#include "papers/ladder/plots.hpp"
#include "papers/ladder/report.hpp"
#include "papers/ladder/rungs.hpp"

namespace kont::ladder {
namespace {

constexpr std::string_view how_to_read = R"(
<p>Each rung is one operation; the rows below it do the same work, checked by the same checksum, on
different strategies and systems. <b>ns</b> is the median of many short runs, taken in turns in
random order on this thread's CPU clock (where many are alive, after laps that are not timed: the
other rows have had the caches); the interval is the 95 % bootstrap interval of that median.
<b>Δ</b> is what the rung adds to the rung below it, same strategy. <b>×</b> is the ratio to
<code>stack</code> as users get it (or to the fastest baseline); <b>~</b> means that the two differ
by less than the noise of this run. <b>Bytes</b> are resident, for each suspended computation.
Ratios of one run carry over to other machines; nanoseconds do not, and under 15 % may be where a
loop happens to lie in memory.</p>
)";

std::string interval(measure::interval i) {
  return fmt::format("{}–{}", number(i.low), number(i.high));
}

/// One for all plots: HTML breaks its lines where a plot's own key would be cut off.
std::string legend_list(report const& r) {
  std::string out = "<ul class=legend>";
  auto const everybody = legend(r);
  for (std::size_t i = 0; i < everybody.size(); ++i)
    out += fmt::format("<li>{}{}", legend_mark(i), escaped(everybody[i]));
  return out + "</ul>\n";
}

std::string table_row(report const& r, measured const& m) {
  auto const who = escaped(label(m.what));
  if (!m.refused.empty())
    return fmt::format("<tr><td>{}<td>{}<td colspan=7 class='words bad'>refused: {}</tr>\n", who,
                       m.what.n, escaped(m.refused));
  auto const below = !m.below ? "" : m.below->noise ? "~" : fmt::format("{:+.2f}", m.below->ns);
  return fmt::format(
      "<tr{}><td>{}<td>{}<td>{}<td class=wide>{}<td>{}<td>{}<td class=wide>{}<td>{}"
      "<td class='words wide'>{}</tr>\n",
      is_default_stack(m.what) ? " class=own" : "", who, m.what.n, number(median(m)),
      m.ns ? interval(m.ns->ci95) : "", below, ratio_text(r, m), number(m.instructions),
      number(m.bytes_each), escaped(m.note));
}

std::string table(report const& r) {
  std::string out =
      "<div class=scroll><table><thead><tr><th>who<th>n<th>ns<th class=wide>95 %"
      "<th>Δ<th>×<th class=wide>instructions<th>bytes<th class='words wide'>note</tr>"
      "</thead>\n";
  std::string_view last;
  for (auto const& m : r.rows) {
    if (m.what.rung != last) {
      auto const& of = find_rung(m.what.rung);
      out += fmt::format("<tr class=rung><th colspan=9>{} <span>{}{}</span></tr>\n", of.id, of.what,
                         of.below.empty() ? "" : fmt::format(" (below: {})", of.below));
    }
    last = m.what.rung;
    out += table_row(r, m);
  }
  return out + "</table></div>\n";
}

std::string lines_table(report const& r) {
  auto const all = lines(r.rows);
  if (all.empty()) return "";
  std::string out =
      "<h2>Along n</h2><p>The least-squares line through the minima, and how far they are spread."
      "</p><div class=scroll><table><thead><tr><th>rung<th class=words>who<th>ns at 0"
      "<th>ns for each<th>r²<th>spread<th class=words></tr></thead>\n";
  for (auto const& l : all)
    out += fmt::format(
        "<tr><td>{}<td class=words>{}<td>{}<td>{}<td>{:.3f}<td>{:.0f} %<td class=words>{}</tr>\n",
        l.rung, l.who, number(l.at_zero), number(l.slope), l.r2, 100 * l.spread, remark(l, all));
  return out + "</table></div>\n";
}

std::string claims_table(report const& r) {
  if (r.claims.empty()) return "";
  std::string out =
      "<h2>Claims</h2><p>Ratios of medians in this one run.</p><div class=scroll><table><thead>"
      "<tr><th>claim<th class=words>where<th>value<th class=wide>95 %<th>bound<th></tr></thead>\n";
  for (auto const& v : r.claims)
    out += fmt::format(
        "<tr><td>{}<td class=words>{}<td>{}<td class=wide>{}<td>≤ {}<td class={}>{}</tr>\n",
        v.what.text, v.what.where, v.value ? number(v.value->value) : "",
        v.value ? interval(v.value->ci95) : "", number(v.what.bound),
        !v.value    ? "soft"
        : v.holds() ? "good"
                    : "bad",
        in_words(v));
  return out + "</table></div>\n";
}

std::string same_row_twice(report const& r) {
  std::string out =
      "<h2>The same row entered twice (A/A)</h2>\n<p>What differs from 1 is noise.</p>"
      "<dl>\n";
  for (auto const& a : r.aa)
    out += fmt::format("<dt>{} {} n={}<dd>{:.3f} [{:.3f}, {:.3f}]\n", a.what.rung,
                       escaped(label(a.what)), a.what.n, a.ratio.value, a.ratio.ci95.low,
                       a.ratio.ci95.high);
  return out + "</dl>\n";
}

std::string not_in_table(report const& r) {
  if (r.absent.empty()) return "";
  std::string out = "<h2>Not in the table</h2>\n<dl>\n";
  for (auto const& s : r.absent)
    out += fmt::format("<dt>{}<dd>{}\n", escaped(s.system), escaped(s.why));
  return out + "</dl>\n";
}

}  // namespace

std::string to_html(report const& r) {
  return page_head("kont: the cost ladder") +
         fmt::format(
             "<h1>The cost ladder</h1>\n<p>What each control abstraction costs over the one below "
             "it.</p>\n<p class=soft>{}. {}.</p>\n",
             escaped(in_a_line(r.on)), r.on.date) +
         legend_list(r) + figure(plot_cost_by_rung(r), "Cost of one operation, rung by rung") +
         figure(plot_yield_by_alive(r), "A yield, by how many microthreads are alive") +
         figure(plot_transfer_by_depth(r), "A transfer, by how many frames wait beneath") +
         figure(plot_bytes_each(r), "Memory of one suspended computation") +
         "<h2>How to read the table</h2>" + std::string(how_to_read) + "<h2>The table</h2>\n" +
         table(r) + lines_table(r) + claims_table(r) + same_row_twice(r) + not_in_table(r) +
         facts_list(r.on) + "</body></html>\n";
}

}  // namespace kont::ladder
