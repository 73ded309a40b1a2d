// papers/ladder/page.cpp -- one style for all pages; they need no other file.
#include "papers/ladder/page.hpp"

#include <fmt/format.h>

#include "lib/escaped.hpp"
#include "papers/ladder/report.hpp"

namespace kont::ladder {
namespace {

constexpr std::string_view style = R"(
:root { color-scheme: light dark; --text: #1c2126; --soft: #5c6670; --line: #d8dee4;
  --page: #fff; --panel: #f6f8fa; --good: #1a7f37; --bad: #b3261e; --link: #0a58ca; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e9ec; --soft: #9aa4ae; --line: #353c44;
  --page: #14181c; --panel: #1c2126; --good: #56c271; --bad: #ff8a80; --link: #7ab7ff; } }
a { color: var(--link); }
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

}  // namespace

std::string page_head(std::string_view title) {
  return fmt::format(
      "<!doctype html><html lang=en><head><meta charset=utf-8>"
      "<meta name=viewport content='width=device-width, initial-scale=1'>"
      "<title>{}</title><style>{}</style></head><body>\n",
      title, style);
}

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
