// examples/population/population.hpp -- the program: a population by years, or engines compared.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "examples/population/parameters.hpp"

namespace kont::population {

/// What the command line of `kont population` says. run() checks it.
struct options {
  std::uint64_t people = 10'000;
  int years = 100;
  std::uint64_t seed = 1;
  std::string strategy = "frame", policy = "fifo";
  unsigned workers = 1;
  std::string parameters;  ///< a file; "": the defaults
  std::string csv;         ///< a file; "": none
  bool article = false;    ///< with the article's mistakes
  std::string year;        ///< "1s", "20ms" of the machine's clock; "": as the parameters say
  bool defaults = false;   ///< only prints the parameters
  bool brief = false;      ///< only prints one line of numbers, for compare
  bool compare = false;    ///< runs every engine, each in a process of its own
  bool gui = false;        ///< opens a window on it; see open_window
  bool apart = false;      ///< which has the town in a thread of its own
  std::size_t columns = 80;
  std::function<void(std::string_view)> progress;  ///< a line that rewrites itself; may be empty
};

/// Runs it and prints on standard output. Throws usage_error. Returns the exit code: 1 where
/// engines that were compared disagree.
int run(options const& how);

/// Becomes the program that shows such a town in a window, which lies beside this one. Throws
/// usage_error: this build has no such program, or a window has no such town.
[[noreturn]] void open_window(options const& how, parameters const& rules);

}  // namespace kont::population
