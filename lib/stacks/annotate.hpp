// lib/stacks/annotate.hpp -- all that sanitizers and Valgrind must be told of stacks, in one place.
#pragma once
#include <cstddef>

#include "lib/asked_anew.hpp"

#if defined(__SANITIZE_ADDRESS__)
#define KONT_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KONT_ASAN 1
#endif
#endif
#if defined(__SANITIZE_THREAD__)
#define KONT_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define KONT_TSAN 1
#endif
#endif

#if defined(KONT_ASAN)
#include <pthread.h>
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#include <sanitizer/lsan_interface.h>
#endif
#if defined(KONT_TSAN)
#include <sanitizer/tsan_interface.h>
#endif
#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#define KONT_VALGRIND 1
#endif

namespace kont::stacks {

/// How much larger a stack has to be here for what an optimized build does on one: unoptimized,
/// each variable of an inlined call has a place of its own; a sanitizer leaves room around each.
#if defined(KONT_ASAN)
inline constexpr std::size_t frames_grow = 4;
#elif !defined(__OPTIMIZE__)
inline constexpr std::size_t frames_grow = 2;
#else
inline constexpr std::size_t frames_grow = 1;
#endif

/// LeakSanitizer does not look into memory that was mapped by hand: what only a suspended
/// computation owns would be reported as lost.
inline void register_root_region([[maybe_unused]] void const* at,
                                 [[maybe_unused]] std::size_t bytes) noexcept {
#if defined(KONT_ASAN)
  __lsan_register_root_region(at, bytes);
#endif
}

/// Valgrind takes a jump of the stack pointer for a large frame unless it knows the stack.
inline void register_stack([[maybe_unused]] void* bottom, [[maybe_unused]] void* top) noexcept {
#if defined(KONT_VALGRIND)
  (void)VALGRIND_STACK_REGISTER(bottom, top);
#endif
}

/// What the tools know of one suspended stack; empty in a plain build. A switch is
/// `leave(mine, theirs)`, the jump, `arrive(mine, theirs)`; a last one `leave_for_good`.
struct note {
#if defined(KONT_ASAN)
  void* fake_stack = nullptr;
  void const* bottom = nullptr;
  std::size_t size = 0;
#endif
#if defined(KONT_TSAN)
  void* fiber = nullptr;
#endif
};

#if defined(KONT_TSAN)
/// A finished computation cannot destroy its own fiber: whoever runs next does.
inline constinit thread_local void* finished_here = nullptr;
KONT_ASKED_ANEW inline void*& finished_fiber() noexcept {
  KONT_NOT_PURE;
  return finished_here;
}
#endif

/// Notes that what lies between the two may be written: the frames that were there are no more.
inline void reuse([[maybe_unused]] char const* bottom, [[maybe_unused]] char const* top) noexcept {
#if defined(KONT_ASAN)
  __asan_unpoison_memory_region(bottom, static_cast<std::size_t>(top - bottom));
#endif
}

/// Notes a stack on which nothing has run yet.
inline void prepare([[maybe_unused]] note& fresh, [[maybe_unused]] void* bottom,
                    [[maybe_unused]] std::size_t size) noexcept {
#if defined(KONT_ASAN)
  fresh.bottom = bottom;
  fresh.size = size;
#endif
#if defined(KONT_TSAN)
  fresh.fiber = __tsan_create_fiber(0);
#endif
}

/// Notes a copy of a suspended stack, which is to go on beside the first.
inline void prepare_twin([[maybe_unused]] note& twin) noexcept {
#if defined(KONT_TSAN)
  twin.fiber = __tsan_create_fiber(0);
#endif
}

/// Notes that a suspended stack is given up as it is.
inline void forget([[maybe_unused]] note& given_up) noexcept {
#if defined(KONT_TSAN)
  __tsan_destroy_fiber(given_up.fiber);
#endif
}

[[gnu::always_inline]] inline void leave([[maybe_unused]] note& mine,
                                         [[maybe_unused]] note const& theirs) noexcept {
#if defined(KONT_ASAN)
  __sanitizer_start_switch_fiber(&mine.fake_stack, theirs.bottom, theirs.size);
#endif
#if defined(KONT_TSAN)
  mine.fiber = __tsan_get_current_fiber();
  __tsan_switch_to_fiber(theirs.fiber, 0);
#endif
}

[[gnu::always_inline]] inline void leave_for_good([[maybe_unused]] note const& theirs) noexcept {
#if defined(KONT_ASAN)
  __sanitizer_start_switch_fiber(nullptr, theirs.bottom, theirs.size);
#endif
#if defined(KONT_TSAN)
  finished_fiber() = __tsan_get_current_fiber();
  __tsan_switch_to_fiber(theirs.fiber, 0);
#endif
}

/// `theirs` is null when they have finished; `mine` is null on a stack that just began.
[[gnu::always_inline]] inline void arrive([[maybe_unused]] note const* mine,
                                          [[maybe_unused]] note* theirs) noexcept {
#if defined(KONT_ASAN)
  void const* bottom = nullptr;
  std::size_t size = 0;
  __sanitizer_finish_switch_fiber(mine ? mine->fake_stack : nullptr, &bottom, &size);
  if (theirs != nullptr) {
    theirs->bottom = bottom;
    theirs->size = size;
  }
#endif
#if defined(KONT_TSAN)
  if (void* const dead = finished_fiber()) {
    finished_fiber() = nullptr;
    __tsan_destroy_fiber(dead);
  }
#endif
}

}  // namespace kont::stacks
