// tests/reliability/r10_calls_that_fail.hpp -- operator new, and calls of the system, of which the
// k-th fails, once or for ever. For one file of a program: these are the definitions.
#pragma once
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <new>

#include "lib/small_blocks.hpp"
#include "lib/stacks/stack.hpp"

namespace kont::failing {

enum class call : unsigned char { allocation, mmap, mprotect, madvise, eventfd, thread };
inline constexpr std::size_t calls = 6;

/// Counts calls while it is armed, over all threads, and says which of them fail.
class plan {
 public:
  /// From now on the k-th fails, and those after it if `for_ever`. 0: none.
  void arm(long k, bool for_ever) noexcept {
    made_ = 0, k_ = k, for_ever_ = for_ever;
    for (auto& n : failed) n = 0;
    armed_ = true;
  }
  void disarm() noexcept { armed_ = false; }
  /// Whether it was; from where it was left it goes on.
  bool pause() noexcept { return armed_.exchange(false); }
  void go_on(bool was_armed) noexcept { armed_ = was_armed; }
  bool fails(call c) noexcept {
    if (!armed_) return false;
    long const n = ++made_;
    if (k_ == 0 || (for_ever_ ? n < k_ : n != k_)) return false;
    ++failed[static_cast<std::size_t>(c)];
    return true;
  }
  bool any(call c) const noexcept { return failed[static_cast<std::size_t>(c)] != 0; }

  std::array<std::atomic<long>, calls> failed{};  ///< since it was armed last
  std::atomic<long> live = 0;                     ///< allocations that nobody has given back
  std::atomic<long> mapped = 0;                   ///< mappings that were made, less those unmade

 private:
  std::atomic<bool> armed_ = false, for_ever_ = false;
  std::atomic<long> made_ = 0, k_ = 0;
};
inline constinit plan the_plan;

/// What is called while one lives neither counts nor fails.
struct not_counted {
  not_counted() = default;
  not_counted(not_counted&&) = delete;
  ~not_counted() { the_plan.go_on(armed); }
  bool const armed = the_plan.pause();
};

/// What is in use: by this thread alone, where it says how much of the pools, which are never
/// given back.
struct use {
  std::array<long, 5> of{};  // allocations, mappings, files, small blocks, stacks

  static use now(bool other_threads) {
    use u{{the_plan.live, the_plan.mapped, lowest_file(), 0, 0}};
    if (!other_threads) u.of[3] = small_blocks_out(), u.of[4] = stacks_out();
    return u;
  }
  bool exceeds(use const& before) const noexcept {
    bool more = false;
    for (std::size_t i = 0; i < of.size(); ++i) more = more || of[i] > before.of[i];
    return more;
  }

 private:
  static long lowest_file() {
    int const fd = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::close(fd);
    return fd;
  }
  // They are cut in runs of 64 KiB; so, modulo those of a run, how many are not free.
  static long small_blocks_out() {
    long out = 0;
    for (std::size_t c = 1; c < small_blocks::classes; ++c) {
      auto const run = static_cast<long>(64 * 1024 / (c * small_blocks::step));
      long free = 0;
      for (auto* b = small_blocks::free_of_class(c); b != nullptr; b = b->next) ++free;
      out += (run - free % run) % run;
    }
    return out;
  }
  static long stacks_out() {
    auto out = static_cast<long>(stacks::count().handed_out);
    for (unsigned k = 0; k < stacks::kinds; ++k) {
      for (auto* s = stacks::free_of_kind(k); s != nullptr; s = s->next) --out;
    }
    return out;
  }
};

inline void* allocate(std::size_t size, std::size_t align) {
  void* const place = the_plan.fails(call::allocation)
                          ? nullptr
                          : std::aligned_alloc(align, (size + align - 1) / align * align);
  if (place == nullptr) throw std::bad_alloc();
  ++the_plan.live;
  return place;
}
inline void deallocate(void* place) noexcept {
  if (place != nullptr) --the_plan.live;
  std::free(place);
}

}  // namespace kont::failing

// (Other forms call these. Inlined, g++ 12 takes one half of them for no match of the other.)
[[gnu::noinline]] void* operator new(std::size_t n) {
  return kont::failing::allocate(n, alignof(std::max_align_t));
}
[[gnu::noinline]] void* operator new(std::size_t n, std::align_val_t align) {
  return kont::failing::allocate(n, static_cast<std::size_t>(align));
}
[[gnu::noinline]] void* operator new(std::size_t n, std::nothrow_t const&) noexcept {
  try {
    return ::operator new(n);
  } catch (std::bad_alloc const&) { return nullptr; }
}
[[gnu::noinline]] void operator delete(void* place) noexcept { kont::failing::deallocate(place); }
[[gnu::noinline]] void operator delete(void* place, std::size_t) noexcept {
  kont::failing::deallocate(place);
}
[[gnu::noinline]] void operator delete(void* place, std::align_val_t) noexcept {
  kont::failing::deallocate(place);
}
[[gnu::noinline]] void operator delete(void* place, std::size_t, std::align_val_t) noexcept {
  kont::failing::deallocate(place);
}

// (A sanitizer has calls of the system to itself.)
#if !defined(KONT_ASAN) && !defined(KONT_TSAN)
extern "C" {

void* mmap(void* at, std::size_t n, int may, int flags, int fd, ::off_t from) noexcept {
  using namespace kont::failing;
  if (the_plan.fails(call::mmap)) return errno = ENOMEM, MAP_FAILED;
  auto* const made = reinterpret_cast<void*>(::syscall(SYS_mmap, at, n, may, flags, fd, from));
  if (made != MAP_FAILED) ++the_plan.mapped;
  return made;
}
int munmap(void* at, std::size_t n) noexcept {
  --kont::failing::the_plan.mapped;
  return static_cast<int>(::syscall(SYS_munmap, at, n));
}
int mprotect(void* at, std::size_t n, int may) noexcept {
  using namespace kont::failing;
  if (the_plan.fails(call::mprotect)) return errno = ENOMEM, -1;
  return static_cast<int>(::syscall(SYS_mprotect, at, n, may));
}
int madvise(void* at, std::size_t n, int advice) noexcept {
  using namespace kont::failing;
  if (the_plan.fails(call::madvise)) return errno = ENOMEM, -1;
  return static_cast<int>(::syscall(SYS_madvise, at, n, advice));
}
int eventfd(unsigned count, int flags) noexcept {
  using namespace kont::failing;
  if (the_plan.fails(call::eventfd)) return errno = EMFILE, -1;
  return static_cast<int>(::syscall(SYS_eventfd2, count, flags));
}
int pthread_create(pthread_t* made, pthread_attr_t const* how, void* (*f)(void*),
                   void* with) noexcept {
  using namespace kont::failing;
  if (the_plan.fails(call::thread)) return EAGAIN;
  static auto* const real =
      reinterpret_cast<decltype(&::pthread_create)>(::dlsym(RTLD_NEXT, "pthread_create"));
  return real(made, how, f, with);
}

}  // extern "C"
#endif
