// tools/player/lines.hpp -- which line of the source each switch of a recording stands in.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tools/player/recording.hpp"

namespace kont::player {

/// A line of the user's source, where there is one: kont's own headers are passed over.
struct line {
  std::uint32_t file = 0;    ///< which of lines::files
  std::uint32_t number = 0;  ///< 0: not known
};
struct source {
  std::string name;  ///< as seen from the repository, or the file's own name
  std::string text;
};
struct lines {
  std::vector<line> of_sites;  ///< by site
  std::vector<source> files;
};

/// Asks addr2line, of binutils, with the debugging information of `program`. Names computations
/// that have no name after what holds them: the member or the variable that is made with their
/// body. `root` is the repository. Throws usage_error when addr2line cannot be run.
lines find_lines(std::filesystem::path const& program, std::filesystem::path const& root,
                 recording& run);

}  // namespace kont::player
