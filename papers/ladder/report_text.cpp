// papers/ladder/report_text.cpp -- the table for a terminal: 80 columns hold everything.
#include <fmt/format.h>

#include <algorithm>

#include "papers/ladder/lines.hpp"
#include "papers/ladder/report.hpp"
#include "papers/ladder/rungs.hpp"
#include "papers/ladder/terminal.hpp"

namespace kont::ladder {
namespace {

/// The columns that are in this table and how wide its first one is.
class table {
  report const& r_;
  std::size_t columns_, name_ = 0;
  bool counts_;
  static constexpr std::size_t numbers = 8 + 8 + 7 + 8 + 8 + 8, each_count = 8;

  std::string line(std::string_view name, std::string_view n, std::string_view ns,
                   std::string_view spread, std::string_view below, std::string_view ratio,
                   std::string_view bytes, std::string_view count) const {
    auto out = fmt::format("  {:<{}}{:>8}{:>8}{:>7}{:>8}{:>8}{:>8}", cut(std::string(name), name_),
                           name_, n, ns, spread, below, ratio, bytes);
    if (counts_) out += fmt::format("{:>{}}", count, each_count);
    return out;
  }

 public:
  table(report const& r, std::size_t columns) : r_(r), columns_(columns) {
    counts_ = std::ranges::any_of(r.rows, [](auto const& m) { return m.instructions.has_value(); });
    auto const others = 2 + numbers + (counts_ ? each_count : 0);
    for (auto const& m : r.rows) name_ = std::max(name_, width(label(m.what)));
    name_ = std::min(name_, std::max<std::size_t>(columns, others + 12) - others);
  }

  std::string heading() const {
    return line("", "n", "ns", "±", "Δ below", "×", "bytes", "instr") + '\n';
  }

  std::string group_heading(row const& first) const {
    auto const& of = find_rung(first.rung);
    auto const over = of.below.empty() ? "" : fmt::format("  (below: {})", of.below);
    return cut(fmt::format("{}: {}{}", of.id, of.what, over), columns_) + '\n';
  }

  std::string row_line(measured const& m) const {
    if (!m.refused.empty())
      return "  " +
             wrapped(label(m.what) + " n=" + std::to_string(m.what.n) + " REFUSED: " + m.refused,
                     columns_ - 2, 4);
    auto const spread = m.ns ? number((m.ns->ci95.high - m.ns->ci95.low) / 2) : "";
    auto const over = m.below && !m.below->noise ? number(m.below->ns) : "";
    auto const below = !m.below ? "" : m.below->noise ? "~" : over[0] == '-' ? over : '+' + over;
    auto out = line(label(m.what), std::to_string(m.what.n), number(median(m)), spread, below,
                    ratio_text(r_, m), number(m.bytes_each), number(m.instructions));
    auto const used = width(out);
    if (!m.note.empty() && columns_ >= used + 16) out += "  " + cut(m.note, columns_ - used - 2);
    return without_trailing_blanks(out) + '\n';
  }
};

std::string aa_lines(report const& r) {
  if (r.aa.empty()) return "";
  std::string out = "\nA/A: the same row entered twice, so what differs from 1 is noise\n";
  for (auto const& a : r.aa)
    out +=
        fmt::format("  {:<40} n={:<8} {:.3f} [{:.3f}, {:.3f}]\n", a.what.rung + ' ' + label(a.what),
                    a.what.n, a.ratio.value, a.ratio.ci95.low, a.ratio.ci95.high);
  return out;
}

std::string lines_along_n(report const& r) {
  auto const all = lines(r.rows);
  if (all.empty()) return "";
  std::string out = "\nAlong n: the line through the minima, and how far they are spread\n";
  for (auto const& l : all) {
    out += fmt::format("  {:<29}{:>8} ns + {:>6} n   r² {:.3f} {:>5.0f} %\n",
                       cut(l.rung + ' ' + l.who, 29), number(l.at_zero), number(l.slope), l.r2,
                       100 * l.spread);
    if (auto const words = remark(l, all); !words.empty()) out += fmt::format("    {}\n", words);
  }
  return out;
}

std::string claim_lines(report const& r, std::size_t columns) {
  if (r.claims.empty()) return "";
  std::string out =
      "\nClaims: ratios of medians in this run, half their 95 % interval beside them\n";
  auto const text = std::clamp<std::size_t>(columns, 80, 100) - 38;
  for (auto const& v : r.claims) {
    auto const value = v.value ? number(v.value->value) : "";
    auto const spread = v.value ? "±" + number((v.value->ci95.high - v.value->ci95.low) / 2) : "";
    auto const what = fmt::format("{}  {}", v.what.text, v.what.where);
    out += fmt::format("  {:<{}}{:>6} {:<7}≤ {:<5} {}\n", cut(what, text), text, value, spread,
                       number(v.what.bound), in_words(v));
  }
  return out;
}

}  // namespace

std::string to_text(report const& r, std::size_t columns) {
  table const t(r, columns);
  auto out = wrapped(in_a_line(r.on), columns, 2);
  out += wrapped(
      "ns: median of one operation; ±: half its 95 % interval; Δ below: ns over the "
      "rung below, same strategy; ×: over stack (or the fastest baseline); bytes: "
      "resident, each; ~: within noise",
      columns, 4);
  out += '\n' + t.heading();
  std::string_view rung;
  for (auto const& m : r.rows) {
    if (m.what.rung != rung) out += t.group_heading(m.what);
    rung = m.what.rung;
    out += t.row_line(m);
  }
  out += lines_along_n(r) + aa_lines(r);
  if (!r.absent.empty()) out += "\nNot in the table\n";
  for (auto const& s : r.absent) out += "  " + wrapped(s.system + ": " + s.why, columns - 2, 4);
  return out + claim_lines(r, columns);
}

}  // namespace kont::ladder
