// lib/thread_end.hpp -- what is done when a thread ends, after its thread_local objects have gone.
#pragma once
#include <pthread.h>

namespace kont {

/// An action for the end of threads. It comes after the destructors of their thread_local objects,
/// which may still need what it takes away, in whatever order they were made. Make it static.
/// Where the system has no key left (1,024 a process), nothing is done.
class thread_end {
 public:
  using action = void (*)() noexcept;

  explicit thread_end(action what) noexcept
      : what_(what), has_key_(::pthread_key_create(&key_, &reached) == 0) {}
  thread_end(thread_end&&) = delete;
  /// Has it done at the end of this thread: once, however often this is called, and again if it is
  /// called after that. O(1).
  void expect() const noexcept {
    if (has_key_) ::pthread_setspecific(key_, this);
  }

 private:
  static void reached(void* self) { static_cast<thread_end const*>(self)->what_(); }

  action what_;
  ::pthread_key_t key_{};
  bool has_key_;
};

}  // namespace kont
