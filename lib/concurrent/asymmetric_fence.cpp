// lib/concurrent/asymmetric_fence.cpp -- the dear one of the two fences: the kernel runs it for us.
#include "lib/concurrent/asymmetric_fence.hpp"

#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace kont {
namespace {

bool membarrier(int command) noexcept { return ::syscall(SYS_membarrier, command, 0u, 0) == 0; }

// Before all that has no priority: if some threads knew it and others not yet, a pair of theirs
// would not be one.
[[gnu::constructor(101)]] void ask() noexcept {
  detail::fences_reach_all = membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED);
}

}  // namespace

bool detail::fences_reach_all = false;

void heavy_fence() noexcept {
  std::atomic_thread_fence(std::memory_order_seq_cst);
  if (detail::fences_reach_all) membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED);
}

}  // namespace kont
