// tools/learn/judge.hpp -- compiles a student's file, runs its checks, and says what came of it.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "tools/learn/course.hpp"

namespace kont::learn {

struct verdict {
  bool passed = false;
  std::string says;  ///< some lines; the first says it all

  std::string first_line() const { return says.substr(0, says.find('\n')); }
};

/// Seconds to compile, and ten to run, after which it is ended. A file that does not include the
/// checks of its lesson has not passed them. Throws usage_error when there is no compiler.
verdict judge(lesson const& of, std::filesystem::path const& file);

/// Compiles a program and runs it with these arguments, for a minute at most: what it printed, or
/// why not.
verdict run_program(std::filesystem::path const& file, std::vector<std::string> arguments);
/// The same of a text, which is a whole program.
verdict run_text(std::string const& program);

}  // namespace kont::learn
