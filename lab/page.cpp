// lab/page.cpp -- pictures and a table, put into one page.
#include "lab/page.hpp"

#include <fmt/format.h>

#include "lib/escaped.hpp"

namespace kont::lab {
namespace {

constexpr std::string_view style = R"(
:root { color-scheme: light dark; --text: #1c2126; --line: #d8dee4; --page: #fff;
  --panel: #f6f8fa; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e9ec; --line: #353c44; --page: #14181c;
  --panel: #1c2126; } }
body { margin: 0 auto; max-width: 1280px; padding: 24px 20px 64px; color: var(--text);
  background: var(--page); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.7rem; margin: 0; } pre { white-space: pre-wrap; margin: 8px 0; }
figure { margin: 16px 0; padding: 12px; background: var(--panel); border: 1px solid var(--line);
  border-radius: 8px; overflow-x: auto; }
figcaption { font-weight: 600; margin-bottom: 4px; } svg { display: block; width: 100%; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .85rem; }
th, td { padding: 3px 10px; text-align: right; white-space: nowrap;
  border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { text-align: left; }
)";

std::string figure(std::string const& svg, std::string_view caption) {
  if (svg.empty()) return {};
  return fmt::format("<figure><figcaption>{}</figcaption>\n{}</figure>\n", escaped(caption), svg);
}

std::string table(std::vector<trial> const& trials) {
  std::string out = "<div class=scroll><table><thead><tr><th>policy";
  for (auto const& c : shown_figures()) out += fmt::format("<th>{}", c.title);
  out += "</tr></thead>\n";
  for (auto const& some : by_policy(trials)) {
    out += fmt::format("<tr><td>{}{}", escaped(some.front().policy), some.front().real ? " *" : "");
    for (auto const& c : shown_figures())
      out += fmt::format("<td>{:.{}f}", mean_of(some, c), c.digits);
    out += "</tr>\n";
  }
  return out + "</table></div>\n";
}

std::string head(std::string_view says) {
  return fmt::format(
      "<!doctype html><html lang=en><head><meta charset=utf-8>"
      "<meta name=viewport content='width=device-width, initial-scale=1'>"
      "<title>kont: the policy lab</title><style>{}</style></head><body>\n"
      "<h1>The policy lab</h1>\n<pre>{}</pre>\n",
      style, escaped(says));
}

}  // namespace

std::string page(std::string_view says, sweep const& s) {
  return head(says) + figure(svg_of(s), s.y + " by " + s.x) + "<pre>" + escaped(table_of(s)) +
         "</pre>\n</body></html>\n";
}

std::string page(std::string_view says, std::vector<drawn_run> const& runs,
                 std::vector<trial> const& trials) {
  auto out = head(says);
  for (auto const& run : runs)
    out += figure(svg_gantt(run), run.title() + ": who ran (bars), and who was ready (lines)");
  out +=
      figure(svg_turnarounds(runs), "The part of the jobs that had ended so long after they came");
  out +=
      figure(svg_heat(trials), "Each policy by each figure: the darker, the worse in its column");
  out += "<h2>Figures, in ticks: means over the seeds</h2>\n" + table(trials);
  return out + fmt::format("<p>{}</p></body></html>\n", escaped(about_the_real(trials)));
}

}  // namespace kont::lab
