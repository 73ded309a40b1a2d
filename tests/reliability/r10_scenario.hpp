// tests/reliability/r10_scenario.hpp -- what a scenario of r10 is, and what it finds wrong.
#pragma once
#include <atomic>
#include <cstddef>
#include <exception>
#include <new>
#include <optional>
#include <utility>
#include <vector>

namespace kont::failing {

/// A program of some microseconds, which makes the same calls each time (but for threads). It ends
/// well, or by an exception that says what failed; all it holds has gone then.
struct scenario {
  char const* name;
  void (*run)(unsigned seed);  ///< with another one, things happen in another order
  bool threads = false;        ///< other threads allocate too
  /// What the library says when it ends the program, as it is documented to do, begins like this.
  char const* last_line = nullptr;
};
using scenarios = std::vector<scenario>;
inline constexpr char const* long_name = "a microthread whose name is in no small string";

/// To switch, and to drop one, is to copy: where there is no memory for it, nobody can go on.
inline constexpr char const* copy_needs_memory = "kont: no memory for the ";

/// Thrown by a scenario that has neither failed nor come to what it should.
struct wrong {
  char const* what;
};
inline void expect(bool holds, char const* what) {
  if (!holds) throw wrong{what};
}
/// What `always` has found wrong since it was set to null.
inline constinit std::atomic<char const*> found_wrong = nullptr;
/// The same of what must hold whatever has failed before, and whoever catches what this throws.
inline void always(bool holds, char const* what) {
  if (!holds) found_wrong = what;
  expect(holds, what);
}

/// Runs a world until nobody is left who can run, whatever some of them let out: the others can go
/// on then. Throws the first of that.
template <class W> void run_on(W& world) {
  std::exception_ptr first;
  for (int times = 0; times < 100; ++times) {  // (no thread for a crew: that can be for ever)
    try {
      auto const stuck = world.run();
      if (!first) expect(stuck.empty(), "some wait for ever");
      break;
    } catch (...) {
      if (!first) first = std::current_exception();
    }
  }
  if (first) std::rethrow_exception(first);
}
/// The same, and then the world is no more: before what those who unwind give back.
template <class W> void run_out(std::optional<W>& world) {
  try {
    run_on(*world);
  } catch (...) {
    world.reset();
    throw;
  }
  world.reset();
}

}  // namespace kont::failing
