// papers/frame/report.cpp -- the lines of a table, and three ways to write it down as text.
#include "papers/frame/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "papers/ladder/report.hpp"
#include "papers/ladder/terminal.hpp"

namespace kont::papers {
namespace {

using ladder::number;

line& at_line(std::vector<line>& lines, std::string const& series, std::string const& at) {
  auto const found =
      std::ranges::find_if(lines, [&](line const& l) { return l.series == series && l.at == at; });
  if (found != lines.end()) return *found;
  return lines.emplace_back(line{.series = series, .at = at});
}

void add_published(reproduction const& r, series const& s, std::vector<line>& lines) {
  if (s.published.y.empty()) return;
  auto const timed = !r.of.measured_unit.empty();  // answers are not to be rounded
  for (auto const& row : r.of.published.lines) {
    if (!s.published.include(row)) continue;
    auto& l = at_line(lines, s.name, s.published.x.empty() ? "" : row.at(s.published.x));
    l.published = row.at(s.published.y);
    l.published_x = number_of(l.published);
    if (l.published_x && timed) l.published = number(l.published_x);
  }
}

/// A series with one cell has no n to tell apart.
void add_measured(reproduction const& r, series const& s, std::vector<line>& lines) {
  auto const found = matching(r.found, s.ours);
  for (auto const* p : found) {
    auto& l = at_line(lines, s.name, found.size() == 1 && s.published.x.empty() ? "" : p->at);
    l.measured = p->answer;
    if (p->samples.empty()) continue;
    l.measured_x = median_of(*p), l.measured = number(l.measured_x);
    if (!r.of.programs.empty())
      l.least = fmt::format(" ({})", number(std::ranges::min(p->samples)));
  }
}

void sort_along_n(std::vector<line>& lines) {
  std::ranges::stable_sort(lines, [](line const& a, line const& b) {
    auto const x = number_of(a.at), y = number_of(b.at);
    return x && y && *x < *y;
  });
}

void add_ratios(std::vector<line>& lines, std::string const& base) {
  for (auto& l : lines) {
    auto const to = std::ranges::find_if(
        lines, [&](line const& b) { return b.series == base && b.at == l.at; });
    if (to == lines.end()) continue;
    if (l.published_x && to->published_x && *to->published_x > 0)
      l.published_ratio = number(*l.published_x / *to->published_x);
    if (l.measured_x && to->measured_x && *to->measured_x > 0)
      l.measured_ratio = number(*l.measured_x / *to->measured_x);
  }
}

std::string with_unit(std::string_view what, std::string const& unit) {
  return unit.empty() ? std::string(what) : fmt::format("{}, {}", what, unit);
}

std::string cell(std::string text) {  // of a Markdown table
  for (auto at = text.find('|'); at != text.npos; at = text.find('|', at + 2))
    text.insert(at, "\\");
  return text;
}

std::string claims_table(reproduction const& r) {
  std::string out = "| claim | here | because |\n|---|---|---|\n";
  for (std::size_t i = 0; i < r.verdicts.size(); ++i) {
    auto const& c = r.of.claims[i];
    auto const& v = r.verdicts[i];
    auto reason = v.reason;
    if (v.is != finding::holds && !c.because.empty()) reason += ". " + c.because;
    out += fmt::format("| {} ({}) | {} | {} |\n", cell(c.says), name_of(c.is),
                       v.is == finding::holds ? "holds" : fmt::format("**{}**", in_words(v.is)),
                       cell(reason));
  }
  return out;
}

std::string absent_list(reproduction const& r) {
  if (r.found.absent.empty()) return "";
  std::string out = "\n## Not in the table\n\n";
  for (auto const& m : r.found.absent) out += fmt::format("- {}: {}\n", m.key, m.why);
  return out;
}

}  // namespace

reproduction judged(paper p, result r) {
  auto verdicts = judge_all(p, r);
  return {std::move(p), std::move(r), std::move(verdicts)};
}

std::vector<line> lines_of(reproduction const& r) {
  std::vector<line> out;
  for (auto const& s : r.of.all) {
    std::vector<line> of_one;
    add_published(r, s, of_one);
    add_measured(r, s, of_one);
    sort_along_n(of_one);
    out.insert(out.end(), of_one.begin(), of_one.end());
  }
  if (!r.of.measured_unit.empty()) add_ratios(out, r.of.all.front().name);
  return out;
}

std::string tally(std::vector<verdict> const& all) {
  struct word {
    finding f;
    std::string_view one, many;
  };
  constexpr std::array words{word{finding::holds, "holds", "hold"},
                             word{finding::fails, "does not hold", "do not hold"},
                             word{finding::cannot_tell, "cannot be told", "cannot be told"},
                             word{finding::not_applicable, "not applicable", "not applicable"}};
  std::string out;
  for (auto const& w : words)
    if (auto const n = std::ranges::count(all, w.f, &verdict::is); n > 0)
      out += fmt::format("{}{} {}", out.empty() ? "" : ", ", n, n == 1 ? w.one : w.many);
  return out;
}

std::string to_text(reproduction const& r, std::size_t columns) {
  auto out = ladder::wrapped(fmt::format("{}: {}", r.of.key, r.of.title), columns, 2);
  out += ladder::wrapped(measure::in_a_line(r.found.on), columns, 2);
  auto const name = std::min<std::size_t>(34, columns - 46);
  out += fmt::format("\n  {:<{}}{:>12}{:>12}{:>9}{:>9}\n", "", name, "published", "measured", "÷",
                     "÷");
  for (auto const& l : lines_of(r)) {
    auto const who = l.at.empty() ? l.series : fmt::format("{} {}", l.series, l.at);
    auto const pad = std::string(name - std::min(name, ladder::width(ladder::cut(who, name))), ' ');
    out += ladder::without_trailing_blanks(
               fmt::format("  {}{}{:>12}{:>12}{:>9}{:>9}", ladder::cut(who, name), pad,
                           ladder::cut(l.published, 12), ladder::cut(l.measured, 12),
                           l.published_ratio, l.measured_ratio)) +
           '\n';
  }
  out += fmt::format("\nClaims: {}\n", tally(r.verdicts));
  for (std::size_t i = 0; i < r.verdicts.size(); ++i) {
    auto const& v = r.verdicts[i];
    out += "  " + ladder::wrapped(
                      fmt::format("{}: {} ({})", in_words(v.is), r.of.claims[i].says, v.reason),
                      columns - 2, 4);
  }
  for (auto const& m : r.found.absent)
    out += ladder::wrapped(fmt::format("not in the table: {}: {}", m.key, m.why), columns, 2);
  return out;
}

std::string to_markdown(reproduction const& r) {
  auto const& p = r.of;
  auto out =
      fmt::format("# {}\n\n{}{}\n\n", p.title, p.citation,
                  p.doi.empty() ? "" : fmt::format(" doi:[{0}](https://doi.org/{0})", p.doi));
  for (auto const& text : p.about) out += text + "\n\n";
  out += "<!-- made from paper.json, published.csv and the newest of results/ by\n";
  out += fmt::format("`./kont papers reproduce {} --keep`; `./kont papers check` compares -->\n\n",
                     p.key);
  out += fmt::format("## Claims: {}\n\n", tally(r.verdicts)) + claims_table(r);
  out += "\n## What stands for what\n\n| here | there |\n|---|---|\n";
  for (auto const& s : p.all) out += fmt::format("| {} | {} |\n", cell(s.name), cell(s.theirs));
  out += "\n## The table\n\n";
  if (!p.measured_unit.empty())
    out += fmt::format("Ratios are to {}{}.\n\n", p.all.front().name,
                       p.n.empty() ? "" : " at the same " + p.n);
  out +=
      fmt::format("| | {} | {} | ratio | {} | ratio |\n|---|--:|--:|--:|--:|--:|\n", p.n,
                  with_unit("published", p.published_unit), with_unit("measured", p.measured_unit));
  for (auto const& l : lines_of(r))
    out += fmt::format("| {} | {} | {} | {} | {} | {} |\n", cell(l.series), l.at, cell(l.published),
                       l.published_ratio, cell(l.measured) + l.least, l.measured_ratio);
  out += absent_list(r);
  out += fmt::format(
      "\n## Where\n\n- published: {}. {}\n- measured: {}; load {:.1f}; {}{}\n"
      "- the same row entered twice differed by {:.1f} %\n",
      p.machine, p.published.source, measure::in_a_line(r.found.on), r.found.on.load[0],
      r.found.on.date, r.found.quick ? "; a quick run" : "", 100 * (r.found.noise - 1));
  return out;
}

std::string to_csv(reproduction const& r) {
  std::string out = "series,at,published,published_ratio,measured,measured_ratio\n";
  for (auto const& l : lines_of(r))
    out += fmt::format("{},{},{},{},{},{}\n", quoted(l.series), quoted(l.at), quoted(l.published),
                       l.published_ratio, quoted(l.measured), l.measured_ratio);
  return out;
}

}  // namespace kont::papers
