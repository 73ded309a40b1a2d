// tools/learn/commands.hpp -- what ./kont learn can be asked for; each prints, and returns an exit
// code: 0 all is well, 1 something is not yet right.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tools/learn/course.hpp"
#include "tools/learn/desk.hpp"

namespace kont::learn {

int show(std::vector<lesson> const& all, desk const& mine);
/// Lays out a lesson and prints its text; without a number the first that is not done.
int next(std::vector<lesson> const& all, desk const& mine, std::optional<int> number);
/// Compiles the lesson's program, and runs it.
int run_lesson(lesson const& l, std::vector<std::string> const& arguments);
int check(lesson const& l, desk& mine);
int hint(lesson const& l, desk& mine);
int reset(lesson const& l, desk& mine);
/// Checks a file whenever it is saved, until it passes.
int watch(lesson const& l, desk& mine);
/// Without an answer it asks for one, on standard input.
int quiz(int lesson, std::uint64_t seed, std::string answer, bool solution);
/// Compiles the drawn program and runs it, which settles all disputes.
int run_quiz(int lesson, std::uint64_t seed);
/// Marks a student's folder, or a folder of such folders.
int mark(std::vector<lesson> const& all, std::filesystem::path const& folder, bool as_json);

}  // namespace kont::learn
