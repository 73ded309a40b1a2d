// lib/concurrent/spin_lock.hpp -- mutual exclusion of threads, for a few instructions at a time.
#pragma once
#include <sched.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>

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
  bool try_lock() noexcept { return !taken_.exchange(true, std::memory_order_acquire); }
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

/// As many as n locks that are held together. Who finds one taken gives back what it has, and
/// begins with that one: so nobody holds one while it waits for another, and they may be taken in
/// any order. (std::lock's way.)
template <std::size_t n> class spin_locks {
 public:
  /// One more of them; the same again is none. O(n).
  void add(spin_lock& more) noexcept {
    auto const end = all_.begin() + count_;
    if (std::find(all_.begin(), end, &more) == end) all_[count_++] = &more;
  }
  void lock() noexcept {
    for (std::size_t first = 0; count_ != 0;) {
      nth(first, 0).lock();
      std::size_t had = 1;
      while (had < count_ && nth(first, had).try_lock()) ++had;
      if (had == count_) return;
      for (std::size_t k = 0; k < had; ++k) nth(first, k).unlock();
      first = (first + had) % count_;  // the one that was taken
    }
  }
  void unlock() noexcept {
    for (std::size_t k = 0; k < count_; ++k) all_[k]->unlock();
  }

 private:
  spin_lock& nth(std::size_t first, std::size_t k) noexcept { return *all_[(first + k) % count_]; }

  std::array<spin_lock*, n> all_{};
  std::size_t count_ = 0;
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
