// tools/player/page.hpp -- a recorded run as one page, in which one can step through it.
#pragma once
#include <filesystem>
#include <string>

#include "tools/player/lines.hpp"
#include "tools/player/recording.hpp"

namespace kont::player {

/// The page: it needs nothing but itself. `assets` is the folder of its style and scripts.
/// A byte or two each step where runs repeat themselves. Throws usage_error if they are not there.
std::string page(std::string_view title, recording const& run, lines const& where,
                 std::filesystem::path const& assets);

/// The steps as player.js reads them; see there for what the bytes mean. Not compressed.
std::string encode(recording const& run);

}  // namespace kont::player
