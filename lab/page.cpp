// lab/page.cpp -- pictures and a table, put into one page.
#include "lab/page.hpp"

#include <fmt/format.h>

#include "lab/chart.hpp"
#include "lib/escaped.hpp"
#include "lib/page_head.hpp"

namespace kont::lab {
namespace {

// Wider than others, for a chart of many jobs.
constexpr std::string_view style =
    "body { max-width: 1280px; } pre { overflow-x: auto; margin: 8px 0; }"
    "figure svg { max-width: none; } table { width: auto; font-size: .85rem; }";

std::string drawn(std::string const& svg, std::string_view caption) {
  if (svg.empty()) return {};
  return fmt::format("<figure><figcaption>{}</figcaption>\n{}</figure>\n", escaped(caption), svg);
}

std::string table(std::vector<trial> const& trials) {
  std::string out = "<div class=scroll><table><thead><tr><th>policy";
  for (auto const& c : shown_figures()) out += fmt::format("<th>{}", c.title);
  out += "</tr></thead>\n";
  for (auto const& some : by_policy(trials)) {
    out += fmt::format("<tr><td>{}{}", escaped(some.front().policy), some.front().real ? " *" : "");
    for (auto const& c : shown_figures()) out += "<td>" + in_digits(mean_of(some, c), c.digits);
    out += "</tr>\n";
  }
  return explained(out + "</table></div>\n");
}

std::string caption_of_gantt(drawn_run const& run) {
  auto text = run.title() + ": who ran (bars), and who was ready (lines)";
  if (run.work.jobs.size() > most_rows)
    text += fmt::format("; the first {} of {} jobs, till tick {}, of {}", most_rows,
                        run.work.jobs.size(), end_of(run.work, run.log, most_rows),
                        run.log.empty() ? 0 : run.log.back().at);
  return text;
}

std::string head(std::string_view says) {
  return page_head("kont: the policy lab", style) +
         fmt::format("<h1>The policy lab</h1>\n<pre>{}</pre>\n", escaped(says));
}

}  // namespace

std::string page(std::string_view says, std::vector<captioned> const& pictures,
                 std::string_view figures) {
  auto out = head(says);
  for (auto const& p : pictures) out += drawn(p.svg, p.caption);
  return out + "<pre>" + escaped(figures) + "</pre>\n</body></html>\n";
}

std::string page(std::string_view says, sweep const& s) {
  return page(says, {{svg_of(s), s.y + " by " + s.x}}, table_of(s));
}

std::string page(std::string_view says, std::vector<drawn_run> const& runs,
                 std::vector<trial> const& trials) {
  auto out = head(says);
  for (auto const& run : runs) out += drawn(svg_gantt(run), caption_of_gantt(run));
  out +=
      drawn(svg_turnarounds(runs), "The part of the jobs that had ended so long after they came");
  out += drawn(svg_heat(trials), "Each policy by each figure: the darker, the worse in its column");
  out += "<h2>Figures, in ticks: means over the seeds</h2>\n" + table(trials);
  return out + fmt::format("<p>{}</p></body></html>\n", escaped(about_the_real(trials)));
}

}  // namespace kont::lab
