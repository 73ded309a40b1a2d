// lib/rule.cpp -- reports a broken rule without allocating: it may run anywhere.
#include "lib/rule.hpp"

#include <unistd.h>

#include <cstdlib>
#include <cstring>

namespace kont {

void broken(char const* rule) noexcept {
  char line[512] = "kont: ";
  std::strncat(line, rule, sizeof line - 8);
  std::strncat(line, "\n", 2);
  [[maybe_unused]] auto const written = ::write(STDERR_FILENO, line, std::strlen(line));
  std::abort();
}

}  // namespace kont
