// papers/ladder/report_md.cpp -- the table as Markdown, to paste into a page or a discussion.
#include <fmt/format.h>

#include "papers/ladder/lines.hpp"
#include "papers/ladder/report.hpp"
#include "papers/ladder/rungs.hpp"

namespace kont::ladder {
namespace {

std::string line(report const& r, measured const& m) {
  if (!m.refused.empty())
    return fmt::format("| `{}` | {} | {} | refused: {} | | | | | |\n", m.what.rung, label(m.what),
                       m.what.n, m.refused);
  auto const low =
      m.ns ? fmt::format("{}–{}", number(m.ns->ci95.low), number(m.ns->ci95.high)) : "";
  auto const below = !m.below ? "" : m.below->noise ? "~" : fmt::format("{:+.2f}", m.below->ns);
  return fmt::format("| `{}` | {} | {} | {} | {} | {} | {} | {} | {} |\n", m.what.rung,
                     label(m.what), m.what.n, number(median(m)), low, below, ratio_text(r, m),
                     number(m.instructions), number(m.bytes_each));
}

std::string lines_table(report const& r) {
  auto const all = lines(r.rows);
  if (all.empty()) return "";
  std::string out =
      "\n## Along n\n\nThe least-squares line through the minima, and how far they are spread.\n\n"
      "| rung | who | ns at 0 | ns for each | r² | spread | |\n|---|---|--:|--:|--:|--:|---|\n";
  for (auto const& l : all)
    out += fmt::format("| `{}` | {} | {} | {} | {:.3f} | {:.0f} % | {} |\n", l.rung, l.who,
                       number(l.at_zero), number(l.slope), l.r2, 100 * l.spread, remark(l, all));
  return out;
}

std::string claims_table(report const& r) {
  std::string out =
      "\n## Claims\n\n| claim | where | value | 95 % | bound | |\n"
      "|---|---|--:|---|--:|---|\n";
  for (auto const& v : r.claims) {
    auto const value = v.value ? number(v.value->value) : "";
    auto const ci =
        v.value ? fmt::format("{}–{}", number(v.value->ci95.low), number(v.value->ci95.high)) : "";
    out += fmt::format("| {} | {} | {} | {} | ≤ {} | {} |\n", v.what.text, v.what.where, value, ci,
                       number(v.what.bound), in_words(v));
  }
  return out;
}

}  // namespace

std::string to_markdown(report const& r) {
  auto out = fmt::format(
      "# The cost ladder\n\n{}. {}.\n\n"
      "ns: median of one operation, with its 95 % interval. Over below: the difference to the "
      "rung below, same strategy. ×: over `stack` (or the fastest baseline). ~: within noise.\n\n"
      "| rung | who | n | ns | 95 % | over below | × | instructions | bytes each |\n"
      "|---|---|--:|--:|---|--:|--:|--:|--:|\n",
      in_a_line(r.on), r.on.date);
  for (auto const& m : r.rows) out += line(r, m);
  out += lines_table(r);
  out += "\n## The same row entered twice (A/A)\n\n";
  for (auto const& a : r.aa)
    out += fmt::format("- `{}` {} n={}: {:.3f} [{:.3f}, {:.3f}]\n", a.what.rung, label(a.what),
                       a.what.n, a.ratio.value, a.ratio.ci95.low, a.ratio.ci95.high);
  if (!r.claims.empty()) out += claims_table(r);
  if (!r.absent.empty()) out += "\n## Not in the table\n\n";
  for (auto const& s : r.absent) out += fmt::format("- {}: {}\n", s.system, s.why);
  return out;
}

}  // namespace kont::ladder
