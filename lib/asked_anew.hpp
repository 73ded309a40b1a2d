// lib/asked_anew.hpp -- how to find a thread_local where a switch may lead into another thread.
#pragma once

/// Put before a function that returns a reference to a thread_local, and KONT_NOT_PURE into it.
/// Compilers take a function to stay in its thread and keep the address across a switch (GCC PR
/// 26461): it would be another thread's. x86-64 has no address to keep, each access is relative to
/// %fs -- but not in a shared library, and not where a sanitizer is told the address of each
/// access, or nothing is optimised; elsewhere it is found behind a call.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define KONT_TLS_HAS_ADDRESS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define KONT_TLS_HAS_ADDRESS 1
#endif
#endif
#if defined(__x86_64__) && (!defined(__PIC__) || defined(__PIE__)) && defined(__OPTIMIZE__) && \
    !defined(KONT_TLS_HAS_ADDRESS)
#define KONT_ASKED_ANEW [[gnu::always_inline]]
#define KONT_NOT_PURE
#else
#define KONT_ASKED_ANEW [[gnu::noinline]]
#define KONT_NOT_PURE asm volatile("")  // or the compiler keeps what the call returned
#endif
