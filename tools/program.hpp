// tools/program.hpp -- what kont and kont learn do alike: complain, refuse empty values, finish.
#pragma once
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>

#include "lib/usage_error.hpp"

namespace kont::tools {

/// One line on standard error; returns the exit code.
inline int complain(CLI::App const& program, std::string line, int exit_code) {
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::fprintf(stderr, "%s: %s\n", program.get_name().c_str(), line.c_str());
  return exit_code;
}

/// An empty value would count as an option that was not given: an unset variable of a script's.
inline void refuse_empty_values(CLI::App& program) {
  for (CLI::Option* option : program.get_options())
    if (option->get_items_expected_max() > 0)
      option->check([](std::string const& value) {
        return value.empty() ? std::string("an empty value") : std::string();
      });
  for (CLI::App* command : program.get_subcommands([](CLI::App*) { return true; }))
    refuse_empty_values(*command);
}

/// The same of `--option=`, for which CLI11 would take the next word. Throws usage_error.
inline void refuse_empty_values(int count, char const* const* arguments) {
  for (int i = 1; i < count; ++i) {
    std::string_view const word = arguments[i];
    if (word == "--" || word == "trace") return;  // another program's follow
    if (word.starts_with("--") && word.ends_with('='))
      throw usage_error(std::string(word.substr(0, word.size() - 1)) + ": an empty value");
  }
}

/// What cannot be converted is no number, and that is all there is to say of it.
inline std::string of_conversion(CLI::ConversionError const& error) {
  std::string const says = error.what(), before = "Could not convert: ", between = " = ";
  auto const at = says.find(between);
  if (!says.starts_with(before) || at == says.npos) return says;
  return says.substr(before.size(), at - before.size()) + ": a number is wanted, not '" +
         says.substr(at + between.size()) + '\'';
}

/// The exit code of a program that has printed all: what was printed must have arrived, for a full
/// disk is the user's to put right.
inline int finish(CLI::App const& program, int exit_code) {
  std::cout.flush();
  if (std::cout && std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return exit_code;
  return complain(program, "cannot write to standard output; it must be open and not full", 2);
}

}  // namespace kont::tools
