// papers/ladder/ladder.cpp -- choose rows, measure them, say it five ways.
#include "papers/ladder/ladder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <regex>
#include <set>
#include <span>

#include "lib/measure/interrupt.hpp"
#include "lib/measure/safe_file.hpp"
#include "lib/usage_error.hpp"
#include "papers/ladder/counts.hpp"
#include "papers/ladder/one_row.hpp"
#include "papers/ladder/report.hpp"
#include "papers/ladder/rungs.hpp"
#include "papers/ladder/runner.hpp"
#include "papers/ladder/terminal.hpp"

namespace kont::ladder {
namespace {

void keep_strategy(rows& chosen, std::string const& name) {
  std::set<std::string> allowed;
  for (auto const& r : chosen)
    if (r.system == "kont") allowed.insert(r.strategy);
  if (!allowed.contains(name))
    throw usage_error(fmt::format("no strategy is called \"{}\"; allowed are: {}", name,
                                  fmt::join(allowed, ", ")));
  std::erase_if(chosen, [&](row const& r) { return r.system == "kont" && r.strategy != name; });
}

void keep_matching(rows& chosen, std::string const& text) {
  auto const pattern = pattern_of(text);
  std::erase_if(chosen, [&](row const& r) { return !std::regex_search(key(r), pattern); });
  if (!chosen.empty()) return;
  std::string names;
  for (auto const& of : rungs()) names += fmt::format("{}{}", names.empty() ? "" : ", ", of.id);
  throw usage_error(
      fmt::format("\"{}\" matches no row; a row is \"rung/strategy/system/variant/n\" "
                  "(see --list), and the rungs are: {}",
                  text, names));
}

constexpr int interrupted_exit = 130;  // as shells have it for who is ended by SIGINT

constexpr std::uint64_t quick_min_ops = 200'000;  // what begins threads runs for 10 ms then

rows choose(options const& chosen, rows all) {
  if (!chosen.strategy.empty()) keep_strategy(all, chosen.strategy);
  auto const other = chosen.quick ? tables::full : tables::quick;
  std::erase_if(all, [=](row const& r) { return r.in == other; });
  if (chosen.quick) {
    std::erase_if(all, [](row const& r) { return r.n % find_rung(r.rung).quick_step != 0; });
    for (auto& r : all) r.min_ops = std::min(r.min_ops, quick_min_ops);
  }
  if (!chosen.only.empty()) keep_matching(all, chosen.only);
  return all;
}

int run_one(options const& chosen, rows const& all) {
  auto const found = std::ranges::find(all, chosen.one_row, key);
  if (found == all.end())
    throw usage_error(fmt::format("no row has the key \"{}\"; see --list", chosen.one_row));
  auto const ops = chosen.one_row_ops ? chosen.one_row_ops : find_rung(found->rung).audit_ops;
  try {
    print(to_json(run_once(*found, ops)) + '\n');
    return 0;
  } catch (std::exception const& e) {  // the parent takes this line as the reason
    fmt::print(stderr, "{}\n", e.what());
    return 3;
  }
}

int list(rows const& chosen) {
  std::string out;
  for (auto const& r : chosen) out += key(r) + '\n';
  print(out);
  return 0;
}

/// The files of one run, in the order they are written.
struct report_file {
  std::filesystem::path path;
  std::string (*text)(report const&);
};

/// They can be written, each in a place of its own, or it throws usage_error.
std::vector<report_file> checked_files_of(options const& chosen) {
  std::vector<report_file> files{{chosen.output_dir / "ladder.json", to_json},
                                 {chosen.output_dir / "ladder.csv", to_csv},
                                 {chosen.output_dir / "ladder.md", to_markdown},
                                 {chosen.output_dir / "index.html", to_html}};
  if (!chosen.json.empty()) files.push_back({chosen.json, to_json});
  for (auto const& f : files) {
    if (f.path == chosen.json) {  // the last one: it may be put beside the others
      measure::check_named(f.path);
    } else {
      measure::check_replaceable(f.path);
    }
  }
  for (auto const& f : std::span(files).subspan(1, 3))  // a copy may be the first itself
    measure::check_apart({{"a report", f.path}, {"--json", chosen.json}});
  return files;
}

report measure_chosen(options const& chosen, rows some) {
  auto how = chosen.quick ? quick_plan() : full_plan();
  how.seed = chosen.seed;
  how.self = chosen.self;
  auto const tell = progress_line();
  measure::interruptible const until_it_is_measured;
  auto found = measure_rows(std::move(some), how, tell);
  if (chosen.counts) count_instructions(found, chosen.self, tell);
  if (tell) tell("");
  found.interrupted = measure::interrupted();
  return found;
}

}  // namespace

int run(options const& chosen, rows const& all, std::vector<skipped> const& absent) {
  if (!chosen.one_row.empty()) return run_one(chosen, all);
  auto some = choose(chosen, all);
  if (chosen.list) return list(some);
  if (chosen.counts && chosen.self.empty())
    throw usage_error("instructions are counted only by a program that can run itself again");
  auto const files = checked_files_of(chosen);
  auto const wanted = some.size();
  auto found = measure_chosen(chosen, std::move(some));
  found.absent.insert(found.absent.begin(), absent.begin(), absent.end());
  found.claims = judge(claims(), found.rows, chosen.seed);
  bool const whole = chosen.only.empty() && chosen.strategy.empty() && !found.interrupted;
  if (!whole)  // only what these rows can show
    std::erase_if(found.claims, [](verdict const& v) { return !v.value; });
  print(to_text(found, terminal_columns()));
  if (found.interrupted) {
    print(
        fmt::format("\nInterrupted: {} of {} rows, and no reports.\n", found.rows.size(), wanted));
    return interrupted_exit;
  }
  std::vector<measure::replacement> reports;
  for (auto const& f : files) reports.push_back({f.path, f.text(found)});
  measure::replace_files(reports);
  print(fmt::format("\nReports: {}\n", (chosen.output_dir / "index.html").string()));
  bool const refused =
      std::ranges::any_of(found.rows, [](auto const& m) { return !m.refused.empty(); });
  return refused ? 1 : 0;
}

}  // namespace kont::ladder
