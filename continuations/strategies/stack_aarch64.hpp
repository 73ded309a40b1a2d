// continuations/strategies/stack_aarch64.hpp -- the switch itself, AAPCS64: nine instructions,
// written where they are used.
//
//   jump(here, to, …)   leaves this stack and goes on on another; returns when somebody jumps here
//   leave(to, …)        the same, and never returns: nothing of this stack is kept
//   begin(at, …)        a stack on which nothing has run yet, ready to be jumped to
//
// A stack is drawn with its top above; frames grow down.
//
//   suspended                  running                    just started
//   |      …          |        |      …          |        | head, body      |
//   | caller's frame  |        | caller's frame  |        | saved: pc=entry |<- continuation
//   | saved: pc, sp,  |<- k    |      …          |        |        sp=------+-.
//   |        fp, x19 -+-.      | the frame that  |        |  fp=0 (no       |<'
//   | spilled values  |<'      | runs now        |<- sp   |       caller)   |
//
// The saved record lies in the frame of whoever jumps, in memory the compiler gave: nothing is
// pushed, and the unwind tables stay true. (Linux has no red zone on AArch64.)
#pragma once
#include <cstddef>
#include <cstdint>

namespace kont::aarch64 {

/// Where and how to go on. Its address is the suspended computation.
struct saved {
  void* pc;  // beside sp, and fp beside x19: two loads or stores are one instruction
  void* sp;
  void* fp;  // x29 and x19 by hand: compilers may reserve them, and then cannot spill them
  void* x19;
};

// All that a call may not keep, and all that it must: the compiler spills what is live, no more.
// Vector registers whole, not the 8 bytes that a call keeps; the lists follow the target. x18 is
// the platform's register on other systems; on Linux it is like any other.
#if defined(__has_feature)
#if __has_feature(shadow_call_stack)
#error "kont: the switch does not know the shadow call stack in x18: compile without it"
#endif
#endif
#if defined(__ARM_FEATURE_SVE)
#define KONT_WIDE_REGISTERS                                                                        \
  , "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11", "p12", "p13", "p14", \
      "p15"
#else
#define KONT_WIDE_REGISTERS
#endif
#define KONT_OTHER_REGISTERS                                                                     \
  "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x18", "x20",    \
      "x21", "x22", "x23", "x24", "x25", "x26", "x27", "x28", "memory", "cc", "v0", "v1", "v2",  \
      "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", \
      "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", \
      "v30", "v31" KONT_WIDE_REGISTERS

#if defined(__ARM_FEATURE_BTI_DEFAULT)
#define KONT_LANDING "hint #36\n"  // bti j: an indirect jump may only land on one, where enforced
#else
#define KONT_LANDING ""
#endif

// For unwinders that come between two instructions, a profiler's signal say: while sp is of one
// side and what the tables tell of the other, nobody is said to have called.
#if defined(__GCC_HAVE_DWARF2_CFI_ASM)
#define KONT_CALLED_BY_NOBODY ".cfi_remember_state\n .cfi_undefined x30\n"
#define KONT_AS_BEFORE ".cfi_restore_state\n"
#else  // compiled without unwind tables
#define KONT_CALLED_BY_NOBODY
#define KONT_AS_BEFORE
#endif

// clang-format off
// Goes on at the record x2. Not by `ret`: nobody called, so a return would be mispredicted; but by
// x16, from which even a function with `bti c` is entered. It is called by nobody, at no frame.
#define KONT_GO_ON               \
  "ldp x16, x17, [x2]\n"         \
  "mov x30, xzr\n"               \
  "mov sp, x17\n"                \
  KONT_CALLED_BY_NOBODY          \
  "ldp x29, x19, [x2, #16]\n"    \
  "br x16\n"                     \
  KONT_AS_BEFORE
// clang-format on

/// Saves this computation in `here` and goes on at `to`, bringing it `from` and `word`. Returns
/// when somebody jumps to `here`; `from` and `word` are then what they brought.
[[gnu::__always_inline__]] inline void jump(saved& here, saved const* to, void*& from,
                                            void*& word) noexcept {
  auto *const what = word, *const who = from;  // first: reading them may take a call (sanitizers)
  register void* x0 asm("x0") = what;
  register void* x1 asm("x1") = who;
  register saved const* x2 asm("x2") = to;
  register saved* x3 asm("x3") = &here;
  asm volatile(
      "adr x16, 1f\n"  // where to go on: after the jump
      "mov x17, sp\n"
      "stp x16, x17, [x3]\n"
      "stp x29, x19, [x3, #16]\n"  // then onto the other stack
      KONT_GO_ON "1:\n" KONT_LANDING
      : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)
      :
      : "x16", "x17", "x30", KONT_OTHER_REGISTERS);
  word = x0;
  from = x1;
}

/// Goes on at `to` for good.
[[noreturn, gnu::__always_inline__]] inline void leave(saved const* to, void* from,
                                                       void* word) noexcept {
  register void* x0 asm("x0") = word;
  register void* x1 asm("x1") = from;
  register saved const* x2 asm("x2") = to;
  asm volatile(KONT_GO_ON : : "r"(x0), "r"(x1), "r"(x2) : "memory");
  __builtin_unreachable();
}

/// Makes `at` a computation that starts with the function `first`, its frames below `stack`. It is
/// called as if by nobody, as first(word, from, &at): the registers of the jump are those of a
/// call's first three arguments. It must not return.
inline void begin(saved& at, void* first, char* stack) noexcept {
  auto* const sp = reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(stack) & ~15ul);
  at = {first, sp, nullptr, nullptr};
}

/// Put first into an entry: tells unwinders that nobody called it.
[[gnu::__always_inline__]] inline void mark_root() noexcept { asm volatile(".cfi_undefined x30"); }

/// FPCR: rounding, traps, flush to zero, half precision. The status bits, which every inexact
/// operation changes, are a register of their own, FPSR, and belong to the thread.
struct fp_control {
  std::uint64_t fpcr;
};

[[gnu::__always_inline__]] inline fp_control read_fp_control() noexcept {
  fp_control now;
  asm volatile("mrs %0, fpcr" : "=r"(now.fpcr));
  return now;
}

/// Files the thread's control bits under `ours` and makes `theirs` the thread's; writes them only
/// if they differ, for writing is dear: it empties the pipeline.
[[gnu::__always_inline__]] inline void exchange_fp_control(fp_control& ours,
                                                           fp_control theirs) noexcept {
  ours = read_fp_control();
  if (ours.fpcr != theirs.fpcr) [[unlikely]] { asm volatile("msr fpcr, %0" : : "r"(theirs.fpcr)); }
}

}  // namespace kont::aarch64
