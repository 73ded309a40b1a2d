// papers/languages/program.hpp -- a program in another language that does the work of some rows.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "papers/ladder/row.hpp"

namespace kont::languages {

/// How it is had. A program reads lines "RUNG OPERATIONS" and answers each with "CHECKSUM
/// NANOSECONDS", by a clock of its own that leaves out what sets up and tears down; or with "none:"
/// and the reason, where its language has no such thing.
struct program {
  std::string system, variant{};     ///< as in a row: "python", "greenlet"
  std::vector<std::string> build{};  ///< a command that makes it in {out}; empty: nothing to make
  std::vector<std::string> run{};    ///< the command that is asked
  std::vector<std::string> rungs{};  ///< what it is asked for; empty: the four of `languages`
};

/// In each word, `name` by `value`.
void replace(std::vector<std::string>& words, std::string_view name, std::string_view value);

/// Builds it now, in a folder of `out` that is kept: its rows. One that cannot be had throws as it
/// is made, with the reason: what is not installed is absent from a table and no error. Each row
/// has a process to itself, which has run for a while before it is measured.
ladder::rows rows_of(program p, std::filesystem::path const& out);

}  // namespace kont::languages
