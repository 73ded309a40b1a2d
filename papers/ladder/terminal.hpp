// papers/ladder/terminal.hpp -- what the commands that measure say to a terminal, and how wide.
#pragma once
#include <cstddef>
#include <regex>
#include <string>
#include <string_view>

#include "papers/ladder/runner.hpp"

namespace kont::ladder {

/// Characters, not bytes: all of ours are one column wide.
std::size_t width(std::string_view text);
std::string without_trailing_blanks(std::string text);
/// At most so many columns of it; where some had to go, the last one is an ellipsis.
std::string cut(std::string text, std::size_t columns);
/// Words of `text` on lines of at most `columns`, every line after the first indented. A word that
/// is longer than a line is cut.
std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent);

/// COLUMNS, or the terminal's, but at least 60; 80 where there is none.
std::size_t terminal_columns();
/// Writes it to standard output. Throws usage_error: that can be a full disk too.
void print(std::string_view text);
/// One line that rewrites itself, on a terminal; silence in a pipe.
progress progress_line();

/// The regular expression that a user has typed. Throws usage_error.
std::regex pattern_of(std::string const& text);

}  // namespace kont::ladder
