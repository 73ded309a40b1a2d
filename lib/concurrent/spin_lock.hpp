// lib/concurrent/spin_lock.hpp -- mutual exclusion of threads, for a few instructions at a time.
#pragma once
#include <sched.h>

#include <atomic>

namespace kont {

/// Tells the processor that this is a loop which waits for another one.
[[gnu::always_inline]] inline void spin_pause() noexcept {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

/// A lock of one byte. Who finds it taken looks again, and lets other threads run when that takes
/// long: its holder may have lost its processor. Not fair, and not for an owner who may wait
/// inside. Locking is one exchange. (Test and test-and-set: Rudolph & Segall, 1984.)
class spin_lock {
 public:
  [[gnu::always_inline]] void lock() noexcept {
    if (taken_.exchange(true, std::memory_order_acquire)) [[unlikely]]
      wait();
  }
  [[gnu::always_inline]] void unlock() noexcept { taken_.store(false, std::memory_order_release); }

 private:
  [[gnu::cold, gnu::noinline]] void wait() noexcept {
    do {
      for (unsigned n = 1; taken_.load(std::memory_order_relaxed); ++n) {
        spin_pause();
        if (n % 128 == 0) ::sched_yield();
      }
    } while (taken_.exchange(true, std::memory_order_acquire));
  }
  std::atomic<bool> taken_ = false;
};

/// What stands for a lock where one thread runs all: costs nothing.
struct no_lock {
  void lock() const noexcept {}
  void unlock() const noexcept {}
};

/// Holds a lock until the end of the scope. (std::scoped_lock, with the cost of its lock alone.)
template <class Lock> class [[nodiscard]] section {
 public:
  [[gnu::always_inline]] explicit section(Lock& lock) noexcept : lock_(lock) { lock_.lock(); }
  section(section&&) = delete;
  [[gnu::always_inline]] ~section() { lock_.unlock(); }

 private:
  Lock& lock_;
};

}  // namespace kont
