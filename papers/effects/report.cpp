// papers/effects/report.cpp -- the matrix of programs and strategies, and below it each way.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "papers/effects/effects.hpp"
#include "papers/effects/published.hpp"
#include "papers/ladder/machine_json.hpp"
#include "papers/ladder/report.hpp"
#include "papers/ladder/terminal.hpp"

namespace kont::effects {
namespace {

/// "0.87", "45.3", "1234".
std::string digits(double x) { return ladder::number(x); }

std::string name_of(way const& w) {
  return w.strategy.empty() ? w.style : w.strategy + ' ' + w.style;
}

/// A row of the matrix: the program, ours by strategy, theirs by system.
struct matrix {
  std::vector<std::string> ours, theirs;
  std::vector<std::vector<std::string>> rows;
};

/// In the matrix are the plain programs, and handlers that answer as they best can.
bool is_in_matrix(way const& w) { return w.style == "plain" || w.style == "handlers"; }
std::string column_of(way const& w) { return w.strategy.empty() ? w.style : w.strategy; }

void add_once(std::vector<std::string>& names, std::string name) {
  if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
}

std::string cell_of(timed const& t) {
  if (t.ms) return digits(t.ms->median);
  return t.what.run == nullptr ? "–" : "wrong";
}

matrix matrix_of(report const& r) {
  matrix out;
  for (auto const& m : r.programs)
    for (auto const& t : m.ways)
      if (is_in_matrix(t.what)) add_once(out.ours, column_of(t.what));
  auto const theirs = all_published();
  for (auto const& p : theirs)
    if (p.source == beside && p.system.find(' ') == p.system.npos)
      add_once(out.theirs, std::string(p.system));
  for (auto const& m : r.programs) {
    std::map<std::string, std::string> cells;
    for (auto const& t : m.ways)
      if (is_in_matrix(t.what)) cells[column_of(t.what)] = cell_of(t);
    for (auto const& p : theirs)
      if (p.source == beside && p.program == m.what.name)
        cells["/" + std::string(p.system)] = digits(p.ms);
    auto& row = out.rows.emplace_back(1, std::string(m.what.name));
    for (auto const& name : out.ours) row.push_back(cells[name]);
    for (auto const& name : out.theirs) row.push_back(cells["/" + name]);
  }
  return out;
}

std::string aligned(std::string_view text, std::size_t columns) {
  auto const used = ladder::width(text);
  return std::string(columns > used ? columns - used : 1, ' ') + std::string(text);
}

std::string matrix_text(report const& r) {
  auto const table = matrix_of(r);
  auto const columns = [&](std::size_t i) {
    auto const& name =
        i <= table.ours.size() ? table.ours[i - 1] : table.theirs[i - 1 - table.ours.size()];
    return std::max<std::size_t>(6, name.size() + 1);
  };
  auto out = fmt::format("{:<19}", "ms");
  for (auto const& name : table.ours)
    out += aligned(name, std::max<std::size_t>(6, name.size() + 1));
  out += " |";
  for (auto const& name : table.theirs)
    out += aligned(name, std::max<std::size_t>(6, name.size() + 1));
  out += '\n';
  for (auto const& row : table.rows) {
    std::string line = fmt::format("{:<19}", row.front());
    for (std::size_t i = 1; i < row.size(); ++i) {
      if (i == table.ours.size() + 1) line += " |";
      line += aligned(row[i], columns(i));
    }
    out += ladder::without_trailing_blanks(line) + '\n';
  }
  return out;
}

/// "12", or of a smaller one "8 of 12".
std::string input_text(measured_program const& m) {
  if (m.input == m.what.large) return std::to_string(m.input);
  return fmt::format("{} of {}", m.input, m.what.large);
}

std::optional<double> plain_ms(measured_program const& m) {
  for (auto const& t : m.ways)
    if (t.what.style == "plain" && t.ms) return t.ms->median;
  return std::nullopt;
}

/// How often the plain program's time; "" where that is less than a clock can tell.
std::string ratio(timed const& t, measured_program const& m) {
  auto const plain = plain_ms(m);
  return t.ms && plain && *plain > 0.001 ? digits(t.ms->median / *plain) : "";
}

std::string ways_text(measured_program const& m, std::size_t columns) {
  auto out = fmt::format("\n{}({}) = {}: {}\n", m.what.name, input_text(m), m.answer, m.what.what);
  for (auto const& t : m.ways) {
    if (t.ms)
      out += fmt::format("  {:<22}{:>9} ms{:>9}{:>4}\n", name_of(t.what), digits(t.ms->median),
                         ratio(t, m), t.samples.size());
    else
      out += "  " +
             ladder::wrapped(fmt::format("{:<22}{}", name_of(t.what), t.refused), columns - 2, 24);
  }
  return out;
}

/// "Lexa 411, Effekt 144", of one source; an input of theirs that is not the large one is named.
std::string cells_text(program const& p, std::string_view from) {
  std::string out;
  for (auto const& c : all_published()) {
    if (c.program != p.name || c.source != from) continue;
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", c.system, digits(c.ms));
    if (c.input != p.large) out += fmt::format(" (of {})", c.input);
  }
  return out;
}

std::string published_text(measured_program const& m, std::size_t columns) {
  std::string out;
  for (auto const& s : all_sources())
    if (auto const cells = cells_text(m.what, s.name); !cells.empty() && s.name != beside)
      out += "  " + ladder::wrapped(fmt::format("{}: {}", s.name, cells), columns - 2, 4);
  return out;
}

constexpr std::string_view how_to_read =
    "ms: median, of this thread's CPU; right of the bar as published, of the large inputs, on "
    "other "
    "machines. –: cannot be had; below are the reasons. Below: ms, ÷ plain, how many runs.";

std::string smaller(report const& r) {
  return r.quick ? "Quick: smaller inputs than the suite's; the published times are not of these. "
                 : "";
}

nlohmann::ordered_json one(measured_program const& m, timed const& t) {
  nlohmann::ordered_json j = {{"program", m.what.name}, {"strategy", t.what.strategy},
                              {"style", t.what.style},  {"input", m.input},
                              {"answer", m.answer},     {"ms", nullptr},
                              {"refused", t.refused},   {"samples", t.samples}};
  if (t.ms) j["ms"] = {{"min", t.ms->min}, {"median", t.ms->median}};
  return j;
}

}  // namespace

std::string to_text(report const& r, std::size_t columns) {
  auto out = ladder::wrapped(measure::in_a_line(r.on), columns, 2);
  out += ladder::wrapped(smaller(r) + std::string(how_to_read), columns, 4) + '\n' + matrix_text(r);
  for (auto const& m : r.programs) out += ways_text(m, columns) + published_text(m, columns);
  out += "\nNot in the table\n";
  for (auto const& a : absent())
    out += "  " + ladder::wrapped(fmt::format("{}: {}", a.strategies, a.why), columns - 2, 4);
  out += "\nPublished\n";
  for (auto const& s : all_sources())
    out += "  " + ladder::wrapped(fmt::format("{}: {}", s.name, s.citation), columns - 2, 4);
  return out;
}

std::string to_markdown(report const& r) {
  auto const table = matrix_of(r);
  auto out = fmt::format("# The effect-handler suite\n\n{}. {}.\n\n{}{}\n\n| ms |",
                         measure::in_a_line(r.on), r.on.date, smaller(r), how_to_read);
  std::string rule = "\n|---|";
  for (auto const& name : table.ours) out += fmt::format(" {} |", name), rule += "--:|";
  for (auto const& name : table.theirs) out += fmt::format(" *{}* |", name), rule += "--:|";
  out += rule + '\n';
  for (auto const& row : table.rows) out += fmt::format("| {} |\n", fmt::join(row, " | "));
  out += "\n| program | input | way | ms | ÷ plain | runs |\n|---|--:|---|--:|--:|--:|\n";
  for (auto const& m : r.programs)
    for (auto const& t : m.ways)
      out += fmt::format("| {} | {} | {} | {} | {} | {} |\n", m.what.name, input_text(m),
                         name_of(t.what), t.ms ? digits(t.ms->median) : t.refused, ratio(t, m),
                         t.samples.size());
  out += "\n## Published, on other machines\n\n";
  for (auto const& s : all_sources()) {
    out += fmt::format("- {}: {}\n", s.name, s.citation);
    for (auto const& m : r.programs)
      if (auto const cells = cells_text(m.what, s.name); !cells.empty())
        out += fmt::format("  - {}: {}\n", m.what.name, cells);
  }
  out += "\n## Not in the table\n\n";
  for (auto const& a : absent()) out += fmt::format("- {}: {}\n", a.strategies, a.why);
  return out;
}

std::string to_json(report const& r) {
  auto all = nlohmann::ordered_json::array(), theirs = all;
  for (auto const& m : r.programs)
    for (auto const& t : m.ways) all.push_back(one(m, t));
  for (auto const& c : all_published())
    theirs.push_back({{"program", c.program},
                      {"input", c.input},
                      {"system", c.system},
                      {"ms", c.ms},
                      {"source", c.source}});
  nlohmann::ordered_json const j = {
      {"machine", ladder::facts(r.on)}, {"quick", r.quick}, {"rows", all}, {"published", theirs}};
  return j.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace kont::effects
