// continuations/strategies/tip_x86_64.hpp -- the switch of `stack` on System V x86-64: eight
// instructions, of which none stores or loads a stack pointer.
//
//   jump(to, …)          leaves this stack and goes on on another; returns when somebody jumps here
//   jump_keeping(to, …)  the same, and keeps two registers more: four more
//   leave(to, …)         jumps, and never returns: nothing of this stack is kept
//   begin(at, …)         a stack on which nothing has run yet, ready to be jumped to
//
//   suspended                  running                    just started
//   |      …          |        |      …          |        | head, body      |
//   | caller's frame  |        | caller's frame  |        | tip: pc=start,  |
//   | spilled values  |        | the frame that  |        |      fp=first   |<- continuation
//   | tip: pc, fp     |<- k    | runs now        |<- rsp  |                 |
//
// The record is the tip of the stack: the last thing on it. So the continuation is the stack
// pointer, and it goes from one side to the other in a register. In the record of
// stack_x86_64.hpp it is stored at each switch and loaded at the next, which is what the switches
// of a loop wait for: eight cycles on a Zen 4, whose stores, too, come one a cycle.
//
// Who jumps must not be a leaf: its own values could lie where the tip is written, in the 128 bytes
// below rsp that signals spare. (Compilers put them there only in a function that calls none.) So
// a jump is inlined up to one that calls some, however little is to be optimized.
#pragma once
#include <cstddef>
#include <cstdint>

#include "continuations/strategies/stack_x86_64.hpp"

namespace kont::x86_64 {

/// Where and how to go on. Its address is the suspended computation, and its stack pointer.
struct tip {
  void* pc;
  void* fp;  // rbp by hand: compilers may reserve it, and then cannot spill it
};
// Clang may reserve rbx, too; then it is the third word. So it is where more registers are kept.
inline constexpr std::size_t with_bx = sizeof(tip) + sizeof(void*);
inline constexpr std::size_t roomy = with_bx + sizeof(void*);
#define KONT_KEEP_BX "movq %%rbx, 16-%c[size](%%rsp)\n"
#define KONT_BRING_BACK_BX "movq 16(%%rdx), %%rbx\n"
#if defined(__clang__)
inline constexpr std::size_t plain = with_bx;
#define KONT_KEEP_LITTLE KONT_KEEP_BX
#define KONT_BRING_BACK_LITTLE KONT_BRING_BACK_BX
#define KONT_LOST_BX
#else
inline constexpr std::size_t plain = sizeof(tip);
#define KONT_KEEP_LITTLE
#define KONT_BRING_BACK_LITTLE
#define KONT_LOST_BX "rbx",
#endif

// For unwinders that come between two instructions: while rsp is at a tip, the frame counts as
// called by whose tip rdx is. CFA, which is the rsp there: rdx, and as much as its tip takes (an
// expression: DW_OP_breg1 0, breg1 0, deref, lit1, minus, deref, const1u 255, and, plus). That is
// the byte before the place to go on at, the last one of a nop that is never run; with deref_size,
// which would read it alone, Valgrind 3.19 gives up. (Rbx is looked for where it is if it is kept;
// else nobody asks.)
#if defined(__GCC_HAVE_DWARF2_CFI_ASM)
#define KONT_CALLED_BY_TIP             \
  ".cfi_remember_state\n .cfi_escape " \
  "0x0f,12,0x71,0,0x71,0,0x06,0x31,0x1c,0x06,0x08,0xff,0x1a,0x22\n" KONT_KEPT_AT_RDX
#else
#define KONT_CALLED_BY_TIP
#endif

// The switch (`inline`: g++ takes lines for instructions, and would not write a body of three lines
// where it is called): `KEEP` and `BRING_BACK` more registers, and say in `FROM` who comes.
// clang-format off
#define KONT_JUMP_FROM_TIP(KEEP, FROM, BRING_BACK)                                               \
  "leaq 1f(%%rip), %%rcx\n"        /* where to go on: after the jump */                          \
  "movq %%rcx, -%c[size](%%rsp)\n"                                                               \
  "movq %%rbp, 8-%c[size](%%rsp)\n"                                                              \
  KEEP FROM                                                                                      \
  "movq %%rdx, %%rsp\n"            /* now on the other stack */                                  \
  KONT_CALLED_BY_TIP                                                                             \
  "jmpq *(%%rdx)\n"                /* not `ret`: nobody called, it would be mispredicted */      \
  KONT_AS_BEFORE                                                                                 \
  ".p2align 6\n"                   /* fetched at once: or its time varies from link to link */   \
  "nopl %c[size](%%rax)\n"         /* its last byte is the size: for unwinders, and gdb */       \
  "1:\n" KONT_CALLED_BY_TIP        /* somebody jumped here: rdx is our own tip again */          \
  KONT_LANDING                                                                                   \
  "movq 8(%%rdx), %%rbp\n"                                                                       \
  BRING_BACK                                                                                     \
  "leaq %c[size](%%rdx), %%rsp\n"                                                                \
  KONT_AS_BEFORE
// clang-format on

/// Leaves a tip here and goes on at `to`, bringing it the tip and `word`. Returns when somebody
/// jumps to it; `from` and `word` are then what they brought.
[[gnu::__always_inline__]] inline void jump(tip const* to, void*& from, void*& word) noexcept {
  asm volatile inline(
      KONT_JUMP_FROM_TIP(KONT_KEEP_LITTLE, "leaq -%c[size](%%rsp), %%rsi\n", KONT_BRING_BACK_LITTLE)
      : "=S"(from), "+D"(word), "+d"(to)
      : [size] "i"(plain)
      : "rax", KONT_LOST_BX KONT_OTHER_REGISTERS, "r12", "r13", "r14", "r15");
}
/// The same, and brings `from` itself, an odd address: the tip is filed at the even one before it.
[[gnu::__always_inline__]] inline void jump_telling(tip const* to, void*& from,
                                                    void*& word) noexcept {
  asm volatile inline(
      KONT_JUMP_FROM_TIP(KONT_KEEP_LITTLE, "leaq -%c[size](%%rsp), %%rcx\n movq %%rcx, -1(%%rsi)\n",
                         KONT_BRING_BACK_LITTLE)
      : "+S"(from), "+D"(word), "+d"(to)
      : [size] "i"(plain)
      : "rax", KONT_LOST_BX KONT_OTHER_REGISTERS, "r12", "r13", "r14", "r15");
}

/// The same as jump(), and keeps rbx and r12: for a loop whose other ways do not switch. Told that
/// all is lost, compilers hold what is live in memory there, on every way; with these, a counter
/// and a sum stay in registers. (Any more cost a store each, and gained nothing.) The latter is
/// looked for so many bytes `behind` the tip's address.
template <std::size_t behind = with_bx>
[[gnu::__always_inline__]] inline void jump_keeping(tip const* to, void*& from,
                                                    void*& word) noexcept {
  asm volatile inline(KONT_JUMP_FROM_TIP(KONT_KEEP_BX "movq %%r12, 24-%c[size](%%rsp)\n",
                                         "leaq -%c[size](%%rsp), %%rsi\n",
                                         KONT_BRING_BACK_BX "movq %c[behind](%%rdx), %%r12\n")
                      : "=S"(from), "+D"(word), "+d"(to)
                      : [size] "i"(roomy), [behind] "i"(behind)
                      : "rax", KONT_OTHER_REGISTERS, "r13", "r14", "r15");
}

/// Goes on at `to` for good.
[[noreturn, gnu::__always_inline__]] inline void leave(tip const* to, void* from,
                                                       void* word) noexcept {
  asm volatile inline("movq %%rdx, %%rsp\n" KONT_CALLED_BY_TIP "jmpq *(%%rdx)\n" KONT_AS_BEFORE
                      :
                      : "d"(to), "S"(from), "D"(word)
                      : "memory");
  __builtin_unreachable();
}

/// Makes `at`, which must be aligned to 16, a computation that starts with the function `first`,
/// its frames right below; see the other begin().
inline void begin(tip& at, void* first) noexcept { at = {to_begin_at(), first}; }

}  // namespace kont::x86_64
