// lib/concurrent/asymmetric_fence.hpp -- two fences that pair, one nearly free and one very dear.
//
// Where one thread writes a and reads b, another writes b and reads a, and one of them must see the
// other (Dekker), a fence has to lie between on both sides. If one side runs often and the other
// seldom, the seldom one can have the kernel run a fence on all threads of the process: then the
// other has only to keep the compiler from changing the order.
#pragma once
#include <atomic>

namespace kont {

namespace detail {
/// Whether the kernel does that for us; known before any thread begins.
extern bool fences_reach_all;
}  // namespace detail

/// A seq_cst fence to whoever calls heavy_fence(); no instruction, or (where the kernel does not
/// help) a fence like any other. (Goldblatt: Asymmetric fences, P1202R5, 2022.)
[[gnu::always_inline]] inline void light_fence() noexcept {
  if (detail::fences_reach_all) [[likely]] {
    std::atomic_signal_fence(std::memory_order_seq_cst);
  } else {
    std::atomic_thread_fence(std::memory_order_seq_cst);
  }
}
/// A seq_cst fence to all. A system call that interrupts the threads that run: about a microsecond.
/// (membarrier(2), Linux 4.14.)
void heavy_fence() noexcept;

}  // namespace kont
