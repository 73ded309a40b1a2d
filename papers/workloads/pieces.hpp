// papers/workloads/pieces.hpp -- so many operations, in pieces of which each is as large as it may.
#pragma once
#include <algorithm>
#include <cstdint>

namespace kont::workloads {

/// Calls one(n) for each piece of n operations: `largest`, and in the end what is left, if any.
template <class F> void each_piece(std::uint64_t operations, std::uint64_t largest, F one) {
  while (operations > 0) {
    auto const n = std::min(operations, largest);
    one(n);
    operations -= n;
  }
}

}  // namespace kont::workloads
