// papers/ladder/page.cpp -- what the pages of the ladder and of the tables share.
#include "papers/ladder/page.hpp"

#include <fmt/format.h>

#include "lib/escaped.hpp"
#include "papers/ladder/report.hpp"

namespace kont::ladder {

std::string figure(std::optional<std::string> const& svg, std::string_view caption) {
  if (svg && svg->empty()) return "";
  return fmt::format("<figure><figcaption>{}</figcaption>{}</figure>\n", caption,
                     svg ? *svg : "<p class=soft>No plot: gnuplot is not installed.</p>");
}

std::string facts_list(measure::machine const& m) {
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

}  // namespace kont::ladder
