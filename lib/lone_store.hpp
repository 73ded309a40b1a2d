// lib/lone_store.hpp -- a store that the compiler merges with no other.
#pragma once

namespace kont {

/// p = value, by an instruction of its own. g++ 12 joins two neighbouring words into one vector
/// store at -O2; the load of one word soon after, at the next switch, then waits three times as
/// long. Relaxed atomics may not be merged, and cost nothing else.
template <class T> [[gnu::always_inline]] inline void lone_store(T*& p, T* value) noexcept {
  __atomic_store_n(&p, value, __ATOMIC_RELAXED);
}

}  // namespace kont
