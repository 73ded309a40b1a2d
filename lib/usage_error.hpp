// lib/usage_error.hpp -- what the user can put right, said in one line; main() answers exit code 2.
#pragma once
#include <stdexcept>

namespace kont {

/// Thrown for bad input: an unknown name, a bad regex, a file that cannot be written. `what()` is
/// one line that says what was wrong and what is allowed. main() prints it and returns 2.
struct usage_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace kont
