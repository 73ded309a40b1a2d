// tools/program.hpp -- what kont and kont learn do alike: complain, refuse empty values, finish.
#pragma once
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>

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

/// The exit code of a program that has printed all: what was printed must have arrived, for a full
/// disk is the user's to put right.
inline int finish(CLI::App const& program, int exit_code) {
  std::cout.flush();
  if (std::cout && std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return exit_code;
  return complain(program, "cannot write to standard output; it must be open and not full", 2);
}

}  // namespace kont::tools
