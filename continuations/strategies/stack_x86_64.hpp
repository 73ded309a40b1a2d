// continuations/strategies/stack_x86_64.hpp -- the switch itself, System V x86-64, its record
// wherever one likes: eleven instructions, written where they are used.
//
//   jump(here, to, …)   leaves this stack and goes on on another; returns when somebody jumps here
//   leave(to, …)        the same, and never returns: nothing of this stack is kept
//   begin(at, …)        a stack on which nothing has run yet, ready to be jumped to
//
// A stack is drawn with its top above; frames grow down.
//
//   suspended                  running                    just started
//   |      …          |        |      …          |        | head, body      |
//   | caller's frame  |        | caller's frame  |        | saved: pc=start |<- continuation
//   | saved: pc, fp,  |<- k    |      …          |        |   fp=first      |
//   |        bx, sp --+-.      | the frame that  |        |        sp=------+-.
//   | spilled values  |<'      | runs now        |<- rsp  |                 |<'
//
// The saved record lies in the frame of whoever jumps, in memory the compiler gave: nothing is
// pushed, so the red zone needs no stepping over, and the unwind tables stay true. Where it may lie
// at the very end of the stack, a switch is shorter still: see tip_x86_64.hpp.
//
// Jumps have to be inlined, however little the compiler is to optimize. One would be a leaf else:
// what that spills into its red zone, beyond sp, `copy` does not take along; and a root that is
// marked is marked in its own frame. (With underscores, which no macro undoes: see tests.)
#pragma once
#include <cstddef>
#include <cstdint>

namespace kont::x86_64 {

/// Where and how to go on. Its address is the suspended computation.
struct saved {
  void* pc;
  void* fp;  // rbp and rbx by hand: compilers may reserve them, and then cannot spill them
  void* bx;
  void* sp;
};

// All that a call may not keep, and all that it must: the compiler spills what is live, no more.
// x87 and the vector registers included; the lists follow the target, or halves would be lost.
#if defined(__AVX512F__)
#define KONT_WIDE_REGISTERS                                                                     \
  , "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", "xmm24", "xmm25",   \
      "xmm26", "xmm27", "xmm28", "xmm29", "xmm30", "xmm31", "k1", "k2", "k3", "k4", "k5", "k6", \
      "k7"
#else
#define KONT_WIDE_REGISTERS
#endif
#if defined(__APX_F__)
#error "kont: the switch does not know the registers r16 to r31 (APX): compile without -mapxf"
#endif
// Where the fields of the record are. Unoptimised code would spend a register on each, and has none
// left: it is told one for all, at the price of an instruction.
#if defined(__OPTIMIZE__)
#define KONT_RAX "rax",
#define KONT_FIELD(name, offset) "%[" name "]"
#define KONT_FIELDS(at) [pc] "=m"(at->pc), [fp] "=m"(at->fp), [bx] "=m"(at->bx), [sp] "=m"(at->sp)
#else
#define KONT_RAX
#define KONT_FIELD(name, offset) offset "(%%rax)"
#define KONT_FIELDS(at) "+a"(at)
#endif
#define KONT_OTHER_REGISTERS                                                                       \
  "rcx", "r8", "r9", "r10", "r11", "memory", "cc", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", \
      "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "st",  \
      "st(1)", "st(2)", "st(3)", "st(4)", "st(5)", "st(6)", "st(7)" KONT_WIDE_REGISTERS

#if defined(__CET__)
#define KONT_LANDING "endbr64\n"  // an indirect jump may only land on one, where that is enforced
#else
#define KONT_LANDING ""
#endif

// For unwinders that come between two instructions, a profiler's signal say: while rsp is of one
// side and what the tables tell of the other, the frame counts as called by whose record rdx is.
// CFA: rsp. Return address, rbp and rbx: in the record (DW_CFA_expression, DW_OP_breg1). They look
// up the byte before a return address: hence a nop, never run, before each place to go on at.
#if defined(__GCC_HAVE_DWARF2_CFI_ASM)
#define KONT_KEPT_AT_RDX                                         \
  ".cfi_escape 0x10,16,2,0x71,0\n .cfi_escape 0x10,6,2,0x71,8\n" \
  ".cfi_escape 0x10,3,2,0x71,16\n"
#define KONT_CALLED_BY_RDX ".cfi_remember_state\n .cfi_def_cfa rsp, 0\n" KONT_KEPT_AT_RDX
#define KONT_AS_BEFORE ".cfi_restore_state\n"
#define KONT_CALLED_BY_NOBODY ".cfi_undefined rip\n"
#else  // compiled without unwind tables
#define KONT_CALLED_BY_RDX
#define KONT_AS_BEFORE
#define KONT_CALLED_BY_NOBODY ""
#endif

// The switch, in two parts. First our record:
// clang-format off
#define KONT_SAVE                                                                                \
  "leaq 1f(%%rip), %%rcx\n"  /* where to go on: after the jump */                                \
  "movq %%rcx, " KONT_FIELD("pc", "0") "\n"                                                      \
  "movq %%rbp, " KONT_FIELD("fp", "8") "\n"                                                      \
  "movq %%rbx, " KONT_FIELD("bx", "16") "\n"                                                     \
  "movq %%rsp, " KONT_FIELD("sp", "24") "\n"
#define KONT_CROSS                                                                               \
  "movq 24(%%rdx), %%rsp\n"  /* now on the other stack */                                        \
  KONT_CALLED_BY_RDX                                                                             \
  "jmpq *(%%rdx)\n"          /* not `ret`: nobody called, so a return would be mispredicted */   \
  KONT_AS_BEFORE "nop\n"                                                                         \
  "1:\n" KONT_CALLED_BY_RDX  /* somebody jumped here: rdx is our own record again */             \
  KONT_LANDING                                                                                   \
  "movq 8(%%rdx), %%rbp\n"                                                                       \
  KONT_AS_BEFORE                                                                                 \
  "movq 16(%%rdx), %%rbx\n"
// clang-format on

// Mostly `from` is this record, whose address compilers keep on the stack, to load it anew: that
// would lie between any two switches. "=m" keeps the instruction in its place.
[[gnu::__always_inline__]] inline void address_anew([[maybe_unused]] saved* at,
                                                    [[maybe_unused]] void*& from) noexcept {
#if defined(__OPTIMIZE__)
  if (from == at) asm volatile("leaq %1, %0" : "=S"(from), "=m"(at->pc));
#endif
}

/// Saves this computation in `here` and goes on at `to`, bringing it `from` and `word`. Returns
/// when somebody jumps to `here`; `from` and `word` are then what they brought.
[[gnu::__always_inline__]] inline void jump(saved& here, saved const* to, void*& from,
                                            void*& word) noexcept {
  auto* at = &here;
  address_anew(at, from);
  asm volatile(KONT_SAVE KONT_CROSS
               : KONT_FIELDS(at), "+S"(from), "+D"(word), "+d"(to)
               :
               : KONT_RAX KONT_OTHER_REGISTERS, "r12", "r13", "r14", "r15");
}

/// Goes on at `to` for good.
[[noreturn, gnu::__always_inline__]] inline void leave(saved const* to, void* from,
                                                       void* word) noexcept {
  asm volatile("movq 24(%%rdx), %%rsp\n" KONT_CALLED_BY_RDX "jmpq *(%%rdx)\n" KONT_AS_BEFORE
               :
               : "d"(to), "S"(from), "D"(word)
               : "memory");
  __builtin_unreachable();
}

/// What a computation that has not begun goes on at: calls its first function, which lies where rbp
/// will, as if nobody did. The place is behind a nop, as after a jump (its last byte is 0: see
/// tip_x86_64.hpp); in that function itself none could stand before it.
[[gnu::no_split_stack]] void start() noexcept;  // g++ would give it a prologue, naked or not
// Compilers would also begin it with what counts calls, or guards a frame, and we would enter that.
[[gnu::naked, gnu::no_stack_protector, gnu::no_instrument_function,
  gnu::no_profile_instrument_function]] inline void
start() noexcept {
  asm(KONT_CALLED_BY_NOBODY
      "nopl (%rax)\n" KONT_LANDING
      "pushq $0\n"         // the return address of the first frame: backtraces end here
      "xorl %ebp, %ebp\n"  // and what goes from frame to frame, a profiler say, ends here, too
      "jmpq *8(%rdx)\n");
}
inline void* to_begin_at() noexcept {
  constexpr std::ptrdiff_t behind_the_nop = sizeof KONT_LANDING > 1 ? 7 : 3;
  return reinterpret_cast<char*>(&start) + behind_the_nop;
}

/// Makes `at` a computation that starts with the function `first`, its frames below `stack`. It is
/// called as if by nobody, as first(word, from, &at): the registers of the jump are those of a
/// call's first three arguments. It must not return.
inline void begin(saved& at, void* first, char* stack) noexcept {
  at = {to_begin_at(), first, nullptr,
        reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(stack) & ~15ul)};
}

/// Put first into an entry: tells unwinders that nobody called it.
[[gnu::__always_inline__]] inline void mark_root() noexcept { asm volatile(KONT_CALLED_BY_NOBODY); }

/// The control bits of MXCSR and of the x87 word: rounding, masks, denormals. The status bits,
/// which every inexact operation changes, belong to the thread.
struct fp_control {
  std::uint32_t mxcsr;
  std::uint16_t x87;
};
inline constexpr std::uint32_t mxcsr_status = 0x3f;

[[gnu::__always_inline__]] inline fp_control read_fp_control() noexcept {
  fp_control now;
  asm volatile("stmxcsr %0\n fnstcw %1\n" : "=m"(now.mxcsr), "=m"(now.x87));
  now.mxcsr &= ~mxcsr_status;
  return now;
}

/// Files the thread's control bits under `ours` and makes `theirs` the thread's; loads a word only
/// if it differs, for loading is dear: a store right after it waits some 100 cycles. (`theirs` is
/// not passed by value: read as one word of eight bytes, it would wait for the two stores that
/// filed it, and a switch would take more than twice as long.)
[[gnu::__always_inline__]] inline void exchange_fp_control(fp_control& ours,
                                                           fp_control const& theirs) noexcept {
  std::uint32_t mxcsr;
  std::uint16_t x87;
  asm volatile("stmxcsr %0\n fnstcw %1\n" : "=m"(mxcsr), "=m"(x87));
  ours = {mxcsr & ~mxcsr_status, x87};
  if (ours.mxcsr != theirs.mxcsr) [[unlikely]] {
    mxcsr = theirs.mxcsr | (mxcsr & mxcsr_status);
    asm volatile("ldmxcsr %0" : : "m"(mxcsr));
  }
  if (x87 != theirs.x87) [[unlikely]] { asm volatile("fldcw %0" : : "m"(theirs.x87)); }
}

}  // namespace kont::x86_64
