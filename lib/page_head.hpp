// lib/page_head.hpp -- how each page of a report begins: one style for all, and no other file.
#pragma once
#include <string>
#include <string_view>

namespace kont {

inline constexpr std::string_view page_style = R"(
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
figcaption { font-weight: 600; margin-bottom: 4px; position: sticky; left: 0;
  overflow-wrap: anywhere; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 20px 0 0; padding: 0;
  list-style: none; } .legend i { display: inline-block; width: 12px; height: 12px;
  border-radius: 50%; margin-right: 6px; } .legend .square { border-radius: 0; }
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

/// From the doctype to the beginning of the body; `more` are rules of its own, in CSS. The title is
/// HTML: see escaped().
inline std::string page_head(std::string_view title, std::string_view more = "") {
  std::string out =
      "<!doctype html><html lang=en><head><meta charset=utf-8>"
      "<meta name=viewport content='width=device-width, initial-scale=1'><title>";
  out.append(title).append("</title><style>").append(page_style).append(more);
  return out + "</style></head><body>\n";
}

}  // namespace kont
