// lab/document.hpp -- a file of JSON, read: of each value it knows the line.
#pragma once
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace kont::lab {

/// Members keep the order in which the file has them.
using json = nlohmann::ordered_json;

/// What a file says, and where. 4 bytes a value for the lines; to find a place takes a walk.
struct document {
  std::string file;
  json root{};
  std::vector<std::uint32_t> lines{};  ///< of the values, each before what it contains

  /// `line 7: /jobs/1/length`: the line, from 1, and the JSON pointer (RFC 6901) of a value in
  /// `root`; the line is that of `culprit`, if it is another. O(values).
  std::string where(json const& value, json const& culprit) const;
  std::string where(json const& value) const { return where(value, value); }
};

/// All that a file holds, as measure::contents_of has it; a gigabyte at most, for what has no end
/// would be read for ever. Throws usage_error.
std::string text_of(std::filesystem::path const& file, std::string_view what);

/// The value of a text: of JSON proper, in which no object names a member twice, nested 100 deep at
/// most. Throws usage_error: the file, the line, the rule. If `loosely` holds of the root, as far
/// as it has been read, there may be comments, and commas before an end; and a name may be given
/// again: then it is another member.
document parse_json(std::string_view text, std::string const& file,
                    bool (*loosely)(json const& root) = nullptr);

}  // namespace kont::lab
