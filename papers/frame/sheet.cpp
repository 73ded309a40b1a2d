// papers/frame/sheet.cpp -- CSV, line by line; a quoted field stays on its line.
#include "papers/frame/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "lab/document.hpp"
#include "lib/measure/safe_file.hpp"
#include "lib/usage_error.hpp"

namespace kont::papers {

bool sheet::has(std::string const& column) const {
  return std::ranges::find(columns, column) != columns.end();
}

std::vector<std::string> fields_of(std::string const& line) {
  std::vector<std::string> fields(1);
  bool inside = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && inside && i + 1 < line.size() && line[i + 1] == '"') {
      fields.back() += line[++i];
    } else if (line[i] == '"') {
      inside = !inside;
    } else if (line[i] == ',' && !inside) {
      fields.emplace_back();
    } else {
      fields.back() += line[i];
    }
  }
  return fields;
}

std::string quoted(std::string const& field) {
  if (field.find_first_of(",\"\n") == field.npos) return field;
  std::string out = "\"";
  for (char const c : field) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

sheet read_sheet(std::filesystem::path const& file) {
  std::istringstream in(measure::contents_of(file, "the published cells"));
  sheet out;
  std::string line;
  auto const wrong = [&](std::size_t number, std::string_view rule) {
    throw usage_error(fmt::format("{}: line {}: {}", file.string(), number, rule));
  };
  if (!std::getline(in, line) || !line.starts_with("# "))
    wrong(1, "the first line is \"# \" and where the cells were read");
  out.source = line.substr(2);
  for (std::size_t number = 2; std::getline(in, line); ++number) {
    if (line.empty() || line.starts_with('#')) continue;
    auto const fields = fields_of(line);
    if (out.columns.empty()) {
      out.columns = fields;
      continue;
    }
    if (fields.size() != out.columns.size())
      wrong(number, fmt::format("{} fields, the header has {}", fields.size(), out.columns.size()));
    auto& cells = out.lines.emplace_back();
    for (std::size_t i = 0; i < fields.size(); ++i) cells[out.columns[i]] = fields[i];
  }
  if (out.lines.empty()) wrong(2, "a header and a line of cells are wanted");
  return out;
}

}  // namespace kont::papers
