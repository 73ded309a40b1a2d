// tests/unit/no_stack_left.hpp -- leaves a process without a stack, or room for one.
#pragma once
#include <sys/resource.h>

#include <cstddef>

#include "lib/stacks/stack.hpp"

namespace kont::test {

/// Uses up all stacks, and all address space that more could come from.
inline void leave_no_stack() {
  rlimit const little{std::size_t{1} << 28, std::size_t{1} << 28};
  ::setrlimit(RLIMIT_AS, &little);
  for (auto size = stacks::smallest_size; size <= 1 << 20; size *= 2) {
    try {
      while (true) stacks::acquire(stacks::kind_of({size}));
    } catch (stacks::exhausted const&) {}
  }
}

}  // namespace kont::test
