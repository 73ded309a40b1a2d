// lib/small_blocks.hpp -- memory for frames and closures: free lists by size, one set a thread.
#pragma once
#include <cstddef>
#include <new>

#include "lib/asked_anew.hpp"
#include "lib/stacks/annotate.hpp"

namespace kont::small_blocks {

inline constexpr std::size_t step = 16;      // sizes are rounded up to multiples of it
inline constexpr std::size_t largest = 512;  // larger ones come from operator new each time,
inline constexpr std::size_t line = 64;      // aligned to a line of the cache
inline constexpr std::size_t classes = largest / step + 1;

struct free_block {
  free_block* next;
};

/// The free blocks of this thread by size class, the one freed last first.
inline constinit thread_local free_block* free_list[classes] = {};
KONT_ASKED_ANEW inline free_block*& free_of_class(std::size_t c) noexcept {
  KONT_NOT_PURE;
  return free_list[c];
}

/// Whether something looks after the lists of this thread at its end.
inline constinit thread_local bool kept = false;
KONT_ASKED_ANEW inline bool are_kept() noexcept {
  KONT_NOT_PURE;
  return kept;
}
/// Gives back a block while nothing does, and something does from now on. (Not only the latter: a
/// call after which anything is left to be done takes registers from a caller that inlines it.)
[[gnu::cold, gnu::noinline]] void give_back_first(void* block, std::size_t size_class) noexcept;

/// Cuts a new run of blocks, or takes over what an ended thread left. Throws std::bad_alloc.
[[gnu::cold, gnu::noinline]] void* refill(std::size_t size_class);

/// A block of n bytes, aligned to 16; above `largest`, to a line. O(1): two loads and a store when
/// one of its size is free. Throws std::bad_alloc.
[[gnu::always_inline]] inline void* take(std::size_t n) {
#if !defined(KONT_ASAN)  // the sanitizer wants to see each of them come and go
  if (n <= largest) [[likely]] {
    auto const c = (n + step - 1) / step;
    free_block*& list = free_of_class(c);
    free_block* const top = list;
    if (top == nullptr) [[unlikely]]
      return refill(c);
    list = top->next;
    return top;
  }
#endif
  return ::operator new(n, std::align_val_t{line});
}

/// Gives it back, to the list of the thread that calls. n must be what was asked for. O(1).
[[gnu::always_inline]] inline void give_back(void* block, std::size_t n) noexcept {
#if !defined(KONT_ASAN)
  if (n <= largest) [[likely]] {
    auto const c = (n + step - 1) / step;
    free_block*& list = free_of_class(c);
    if (list == nullptr && !are_kept()) [[unlikely]]
      return give_back_first(block, c);
    list = new (block) free_block{list};
    return;
  }
#endif
  ::operator delete(block, n, std::align_val_t{line});
}

}  // namespace kont::small_blocks
