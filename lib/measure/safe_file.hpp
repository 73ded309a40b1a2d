// lib/measure/safe_file.hpp -- files that are read whole, and replaced whole or not at all.
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

/// All that a file holds. Throws usage_error, which says `what` it was to be: "cannot read the
/// workload my.json: No such file or directory".
std::string contents_of(std::filesystem::path const& path, std::string_view what);

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

/// A file, and by what the user knows it: an option, mostly.
struct purpose {
  std::string_view name;
  std::filesystem::path file;
};
/// Throws usage_error where two of them are one file, of which one would be lost, whatever way it
/// is spelt; those without a name of a file are left out. (To a device many may write.)
void check_apart(std::vector<purpose> const& all);

}  // namespace kont::measure
