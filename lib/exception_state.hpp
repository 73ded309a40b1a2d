// lib/exception_state.hpp -- the 16 bytes in which the C++ runtime keeps a thread's exceptions.
#pragma once
#include <cxxabi.h>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace kont {

/// The exceptions being handled and how many are in flight, as `__cxa_get_globals` lays them out
/// (Itanium C++ ABI, exception handling, 2.2.2). Every computation has its own: two bodies
/// suspended inside their catch blocks would otherwise rethrow each other's exception.
struct exception_state {
  void* caught = nullptr;
  unsigned in_flight = 0;
};

namespace detail {
inline char* thread_pointer() noexcept {
#if defined(__x86_64__)
  char* here;
  // volatile: a computation may go on in another thread, so no earlier answer may be reused
  asm volatile("movq %%fs:0, %0" : "=r"(here));
  return here;
#elif defined(__aarch64__)
  char* here;
  asm volatile("mrs %0, tpidr_el0" : "=r"(here));
  return here;
#endif
}
#if defined(__x86_64__) || defined(__aarch64__)
/// Mostly the runtime keeps the state in static thread-local storage, at one distance from the
/// thread pointer for all threads: this, so that finding it costs no call. 0: it does not, for it
/// was loaded later (a plug-in of a program in another language brought it), and each thread has
/// its own somewhere on the heap, which is far away: static storage lies at the thread pointer.
inline std::ptrdiff_t static_distance() noexcept {
  constexpr std::ptrdiff_t farthest = 1 << 20;
  auto const distance = reinterpret_cast<char*>(abi::__cxa_get_globals()) - thread_pointer();
  return -farthest < distance && distance < farthest ? distance : 0;
}
inline std::ptrdiff_t const exception_state_offset = static_distance();
#endif
}  // namespace detail

/// The same by a call; no compiler may keep what an earlier one returned (see asked_anew.hpp).
[[gnu::cold, gnu::noinline]] inline exception_state& ask_for_exceptions() noexcept {
  asm volatile("");
  return *reinterpret_cast<exception_state*>(abi::__cxa_get_globals());
}

/// The running thread's exception state. Must be asked for anew after every switch.
[[gnu::always_inline]] inline exception_state& current_exceptions() noexcept {
#if defined(__x86_64__) || defined(__aarch64__)
  if (detail::exception_state_offset != 0) [[likely]]
    return *reinterpret_cast<exception_state*>(detail::thread_pointer() +
                                               detail::exception_state_offset);
#endif
  return ask_for_exceptions();
}

/// Whether the running computation handles an exception or has one in flight, or that is not known:
/// at distance 0 lies the thread pointer itself, which is not null. On the way of every switch,
/// hence by hand, and both in one comparison: of the eight bytes from the third on, which leave out
/// the lowest 16 bits of the pointer and the highest of the number. (Nothing is thrown that lies in
/// the first 64 KiB, where no system maps memory; nor are 65,536 in flight.)
[[gnu::always_inline]] inline bool any_exceptions() noexcept {
#if defined(__x86_64__)
  bool any;
  asm volatile("cmpq $0, %%fs:2(%1)" : "=@ccnz"(any) : "r"(detail::exception_state_offset));
  return any;
#else
  auto const& now = current_exceptions();
  return now.caught != nullptr || now.in_flight != 0;
#endif
}

/// Sets the running computation's exceptions aside for as long as it is away: make one before a
/// switch, and destroy it after. So the thread has none whenever control crosses from one
/// computation to another, and whoever has none -- nearly everybody -- carries nothing.
class exceptions_aside {
 public:
  exceptions_aside() noexcept : mine_(std::exchange(current_exceptions(), {})) {}
  /// What is in flight now was thrown where control came back: it counts beside what was.
  ~exceptions_aside() {
    auto& now = current_exceptions();
    now.caught = mine_.caught;
    now.in_flight += mine_.in_flight;
  }
  exceptions_aside(exceptions_aside&&) = delete;

  /// Whether an exception of ours is in flight: we are in a destructor that runs because of it.
  bool any_in_flight() const noexcept { return mine_.in_flight != 0; }

 private:
  exception_state mine_;
};

}  // namespace kont
