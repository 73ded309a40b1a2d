// papers/cores/cores.hpp -- trees of tasks at their published sizes, by one thread and by crews.
#pragma once
#include <string>

namespace kont::cores {

/// What the command line of `kont cores` says. run() checks it.
struct options {
  unsigned rounds = 3;  ///< how often each tree is grown by each; medians are printed
  std::string only;     ///< ECMAScript regex searched in the keys of the rows; "": all
};

/// Grows skynet's tree of 1,000,000 leaves and fib(30)'s of 1,346,268 forks, in turn by each row of
/// the ladder that grows such trees, made anew each time; and prints what a leaf and a fork took,
/// by the wall's clock and by that of the processors, and as parts of the last row, a peer's.
/// Throws usage_error. Returns the exit code: 1 if an answer was wrong.
int run(options const& how);

}  // namespace kont::cores
