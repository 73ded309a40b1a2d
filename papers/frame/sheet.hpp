// papers/frame/sheet.hpp -- published.csv: a line that says where it was read, a header, the cells.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace kont::papers {

struct sheet {
  std::string source;  ///< the first line, without its #
  std::vector<std::map<std::string, std::string>> lines;
  std::vector<std::string> columns;
  bool has(std::string const& column) const;
};

/// Throws usage_error: the file, the line and the rule.
sheet read_sheet(std::filesystem::path const& file);

/// The fields of a line of CSV; those with commas are in quotes (RFC 4180).
std::vector<std::string> fields_of(std::string const& line);

/// One field as such a line has it.
std::string quoted(std::string const& field);

}  // namespace kont::papers
