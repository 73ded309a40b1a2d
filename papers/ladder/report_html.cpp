// papers/ladder/report_html.cpp -- one page that needs nothing else: table, plots, facts, reading.
#include <fmt/format.h>

#include <algorithm>

#include "papers/ladder/lines.hpp"
#include "papers/ladder/plots.hpp"
#include "papers/ladder/report.hpp"
#include "papers/ladder/rungs.hpp"

namespace kont::ladder {
namespace {

constexpr std::string_view style = R"(
:root { color-scheme: light dark; --text: #1c2126; --soft: #5c6670; --line: #d8dee4;
  --page: #fff; --panel: #f6f8fa; --good: #1a7f37; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e9ec; --soft: #9aa4ae; --line: #353c44;
  --page: #14181c; --panel: #1c2126; --good: #56c271; --bad: #ff8a80; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1080px; padding: 24px 20px 64px; color: var(--text);
  background: var(--page); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.8rem; margin: 0 0 4px; } h2 { font-size: 1.25rem; margin: 40px 0 8px; }
p { margin: 8px 0; max-width: 76ch; } .soft { color: var(--soft); }
figure { margin: 16px 0; padding: 12px; background: var(--panel); border: 1px solid var(--line);
  border-radius: 8px; overflow-x: auto; }
figure svg { display: block; width: 100%; max-width: 720px; height: auto;
  margin: 0 auto; }
figcaption { font-weight: 600; margin-bottom: 4px; position: sticky; left: 0; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 20px 0 0; padding: 0;
  list-style: none; } .legend i { display: inline-block; width: 12px; height: 12px;
  border-radius: 50%; margin-right: 6px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 3px 10px; text-align: right; white-space: nowrap;
  border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; font-size: .85rem; }
th:first-child, td:first-child, td.words, th.words { text-align: left; }
td.words { white-space: normal; color: var(--soft); font-size: .85rem; }
tr.rung th { padding-top: 18px; font-size: 1rem; color: var(--text); text-align: left;
  white-space: normal; }
tr.rung span { color: var(--soft); font-weight: 400; }
tr.own td { font-weight: 600; } .good { color: var(--good); } .bad { color: var(--bad); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 8px 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 640px) { body { padding: 16px 12px 48px; font-size: 15px; }
  figure { padding: 8px 4px; }
  th, td { padding: 3px; font-size: .78rem; }
  td:first-child { white-space: normal; } .wide { display: none; }
  dl { grid-template-columns: 1fr; } dd { margin-bottom: 6px; } }
)";

constexpr std::string_view how_to_read = R"(
<p>Each rung is one operation; the rows below it do the same work, checked by the same checksum, on
different strategies and systems. <b>ns</b> is the median of many short runs, taken in turns in
random order on this thread's CPU clock; the interval is the 95 % bootstrap interval of that
median. <b>Δ</b> is what the rung adds to the rung below it, same strategy. <b>×</b> is
the ratio to <code>stack</code> as users get it (or to the fastest baseline); <b>~</b> means that
the two differ by less than the noise of this run. <b>Bytes</b> are resident, for each suspended
computation. Ratios of one run carry over to other machines; nanoseconds do not, and under 15 %
may be where a loop happens to lie in memory.</p>
)";

std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

std::string interval(measure::interval i) {
  return fmt::format("{}–{}", number(i.low), number(i.high));
}

std::string figure(std::optional<std::string> const& svg, std::string_view caption) {
  if (svg && svg->empty()) return "";
  return fmt::format("<figure><figcaption>{}</figcaption>{}</figure>\n", caption,
                     svg ? *svg : "<p class=soft>No plot: gnuplot is not installed.</p>");
}

/// One for all plots: HTML breaks its lines where a plot's own key would be cut off.
std::string legend_list(report const& r) {
  std::string out = "<ul class=legend>";
  for (auto const& [who, colour] : legend(r))
    out += fmt::format("<li><i style='background:{}'></i>{}", colour, escaped(who));
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

std::string facts(measure::machine const& m) {
  std::string out = "<h2>The machine</h2>\n<dl>\n";
  auto fact = [&](std::string_view name, std::string_view value) {
    out += fmt::format("<dt>{}<dd>{}\n", name, escaped(value));
  };
  fact("CPU", fmt::format("{}, {} cores", m.cpu, m.cores));
  fact("virtualisation", m.virtualisation);
  fact("memory", number(static_cast<double>(m.memory_bytes)) + "B");
  fact("kernel", m.kernel);
  fact("compiler", m.compiler);
  fact("flags", m.flags);
  fact("load", fmt::format("{:.2f} {:.2f} {:.2f}", m.load[0], m.load[1], m.load[2]));
  fact("date", m.date);
  for (auto const& [name, state] : m.mitigations) fact(name, state);
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
  return fmt::format(
             "<!doctype html><html lang=en><head><meta charset=utf-8>"
             "<meta name=viewport content='width=device-width, initial-scale=1'>"
             "<title>kont: the cost ladder</title><style>{}</style></head><body>\n"
             "<h1>The cost ladder</h1>\n<p>What each control abstraction costs over the one below "
             "it.</p>\n<p class=soft>{}. {}.</p>\n",
             style, escaped(in_a_line(r.on)), r.on.date) +
         legend_list(r) + figure(plot_cost_by_rung(r), "Cost of one operation, rung by rung") +
         figure(plot_yield_by_alive(r), "A yield, by how many microthreads are alive") +
         figure(plot_transfer_by_depth(r), "A transfer, by how many frames wait beneath") +
         figure(plot_bytes_each(r), "Memory of one suspended computation") +
         "<h2>How to read the table</h2>" + std::string(how_to_read) + "<h2>The table</h2>\n" +
         table(r) + lines_table(r) + claims_table(r) + same_row_twice(r) + not_in_table(r) +
         facts(r.on) + "</body></html>\n";
}

}  // namespace kont::ladder
