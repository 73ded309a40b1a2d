// examples/population/compare.hpp -- engines side by side: the same history, at what price?
#pragma once
#include <string>

#include "examples/population/chronicle.hpp"
#include "examples/population/engines.hpp"
#include "examples/population/population.hpp"

namespace kont::population {

/// A run, and what it took: CPU time of the whole process, since some engines have threads.
struct measured {
  history what;
  double cpu_ns = 0, wall_ns = 0;
};
measured measure_run(engine const& e, request const& r);
/// What compare() has to know of it, in one line.
std::string as_line(measured const& m);

/// Runs each engine in a process of its own, so that its bytes are its own, and prints a table. An
/// engine that fails has its reason there. Returns 1 where two histories differ.
int compare(options const& how);

}  // namespace kont::population
