// papers/ladder/report_csv.cpp -- one line a row, for a spreadsheet (RFC 4180).
#include <fmt/format.h>

#include "papers/ladder/report.hpp"

namespace kont::ladder {
namespace {

std::string quoted(std::string const& text) {
  if (text.find_first_of(",\"\n") == text.npos) return text;
  std::string out = "\"";
  for (char const c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::string value(std::optional<double> x) { return x ? fmt::format("{:.4f}", *x) : ""; }

}  // namespace

std::string to_csv(report const& r) {
  std::string out =
      "rung,strategy,system,variant,n,ops,min_ns,median_ns,low_ns,high_ns,below_rung,below_ns,"
      "instructions,bytes_each,switches,contexts,messages,checksum,note\n";
  for (auto const& m : r.rows) {
    using number = std::optional<double>;
    auto const times = m.ns ? fmt::format("{:.4f},{:.4f},{:.4f},{:.4f}", m.ns->min, m.ns->median,
                                          m.ns->ci95.low, m.ns->ci95.high)
                            : ",,,";
    out += fmt::format(
        "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", m.what.rung, m.what.strategy,
        m.what.system, quoted(m.what.variant), m.what.n, m.ops, times, m.below ? m.below->rung : "",
        value(m.below ? number(m.below->ns) : number()), value(m.instructions), value(m.bytes_each),
        m.audit.switches, m.audit.contexts, m.audit.messages, m.audit.checksum,
        quoted(m.refused.empty() ? m.note : "refused: " + m.refused));
  }
  return out;
}

}  // namespace kont::ladder
