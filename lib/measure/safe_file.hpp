// lib/measure/safe_file.hpp -- files that are replaced whole or not at all.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "lib/usage_error.hpp"

namespace kont::measure {

/// One line with the path and the reason: "cannot write report.json: No space left on device".
struct file_error : usage_error {
  using usage_error::usage_error;
};

/// Makes `path` hold `text`: written beside it, flushed to the disk, checked, then renamed over
/// it. On any failure the old file stays as it was, nothing is left beside it, and file_error is
/// thrown. A device or pipe (/dev/stdout) is written straight. Makes the directory when missing.
void replace_file(std::filesystem::path const& path, std::string_view text);

/// What one file is to hold.
struct replacement {
  std::filesystem::path path;
  std::string text;
};
/// The same for files that belong together: not one is replaced before all are written beside.
void replace_files(std::vector<replacement> const& all);

/// Throws the file_error that replace_file would throw for a bad path: ask before long work.
void check_replaceable(std::filesystem::path const& path);

/// The same for a file that the user names: its directory has to be there, for one that is mistyped
/// must not be made.
void check_named(std::filesystem::path const& path);

}  // namespace kont::measure
