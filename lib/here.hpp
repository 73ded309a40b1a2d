// lib/here.hpp -- what belongs to the running thread, in code that may go on on another one.
#pragma once
#include <cerrno>

namespace kont {

/// A T that each thread has one of, the one of this thread; Tag tells those of one type apart.
/// Ask anew after each call that may switch, and keep no reference over one: a microthread of a
/// crew may have moved to another thread. A plain thread_local does not do: compilers take a
/// function to stay in its thread, and keep the address (GCC PR 26461; LLVM #98479). O(1), a call.
template <class T, class Tag = T> [[gnu::noinline]] T& here() noexcept {
  thread_local T its{};
  asm volatile("" ::: "memory");  // not pure: what a call returned is not good for the next
  return its;
}

/// errno, likewise: `errno` itself is a function that is declared const.
[[gnu::noinline]] inline int& errno_here() noexcept {
  asm volatile("" ::: "memory");
  return errno;
}

}  // namespace kont
