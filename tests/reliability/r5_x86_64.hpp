// tests/reliability/r5_x86_64.hpp -- r5 on System V x86-64: the switch to be varied, and a
// computation that spoils all that a switch need not keep.
#pragma once
#include <array>
#include <cstdint>

#include "continuations/strategies/stack_x86_64.hpp"

// What the compiler is told that the switch does not keep; each is left out in turn. Not listed:
// "cc", which compilers take for granted, rax, rdx, rsi and rdi, which carry something, and the x87
// registers, in which they keep nothing across a statement anyway.
#define KONT_TOLD                                                                                \
  ("rcx")("r8")("r9")("r10")("r11")("r12")("r13")("r14")("r15")("xmm0")("xmm1")("xmm2")("xmm3")( \
      "xmm4")("xmm5")("xmm6")("xmm7")("xmm8")("xmm9")("xmm10")("xmm11")("xmm12")("xmm13")(       \
      "xmm14")("xmm15")("memory")

// The text of x86_64::jump, but for what is to be varied.
#define KONT_COPY_OF_JUMP(NAME, MISSING, KEEP_FP, KEEP_BX, ...)                           \
  struct NAME {                                                                           \
    static constexpr char const* missing = MISSING;                                       \
    [[gnu::always_inline]] static void jump(x86_64::saved& here, x86_64::saved const* to, \
                                            void*& from, void*& word) noexcept {          \
      auto* at = &here;                                                                   \
      asm volatile(                                                                       \
          "leaq 1f(%%rip), %%rcx\n movq %%rcx, (%%rax)\n movq %%rbp, 8(%%rax)\n"          \
          "movq %%rbx, 16(%%rax)\n movq %%rsp, 24(%%rax)\n"                               \
          "movq 24(%%rdx), %%rsp\n jmpq *(%%rdx)\n"                                       \
          "1:\n" KONT_LANDING KEEP_FP KEEP_BX                                             \
          : "+a"(at), "+S"(from), "+D"(word), "+d"(to)                                    \
          :                                                                               \
          : "cc", "st", "st(1)", "st(2)", "st(3)", "st(4)", "st(5)", "st(6)", "st(7)",    \
            __VA_ARGS__ KONT_WIDE_REGISTERS);                                             \
    }                                                                                     \
  };
#define KONT_FP "movq 8(%%rdx), %%rbp\n"
#define KONT_OTHER "movq 16(%%rdx), %%rbx\n"
#define KONT_FP_NAME "rbp"
#define KONT_OTHER_NAME "rbx"

namespace kont::test {

/// Jumped to with a word that is the address of a number: adds one to it, spoils every register
/// but the stack pointer, and jumps back. It has no state, so it can be jumped to again. One jumps
/// back to a record, the other to a tip.
extern "C" void kont_test_spoiler();
extern "C" void kont_test_spoiler_of_tips();
asm(R"(
.text
.macro spoil
  incq (%rdi)
  movq %rsi, %rdx
  movabsq $0xbad0bad0bad0bad0, %rax
  movq %rax, %rbx
  movq %rax, %rcx
  movq %rax, %rbp
  movq %rax, %rsi
  movq %rax, %rdi
  movq %rax, %r8
  movq %rax, %r9
  movq %rax, %r10
  movq %rax, %r11
  movq %rax, %r12
  movq %rax, %r13
  movq %rax, %r14
  movq %rax, %r15
  movq %rax, %xmm0
  punpcklqdq %xmm0, %xmm0
  movaps %xmm0, %xmm1
  movaps %xmm0, %xmm2
  movaps %xmm0, %xmm3
  movaps %xmm0, %xmm4
  movaps %xmm0, %xmm5
  movaps %xmm0, %xmm6
  movaps %xmm0, %xmm7
  movaps %xmm0, %xmm8
  movaps %xmm0, %xmm9
  movaps %xmm0, %xmm10
  movaps %xmm0, %xmm11
  movaps %xmm0, %xmm12
  movaps %xmm0, %xmm13
  movaps %xmm0, %xmm14
  movaps %xmm0, %xmm15
.endm
kont_test_spoiler:
  spoil
  movq 24(%rdx), %rsp
  jmpq *(%rdx)
kont_test_spoiler_of_tips:
  spoil
  movq %rdx, %rsp
  jmpq *(%rdx)
)");

/// Calls `f(argument)` with `in` in rbx, rbp, r12 to r15, and stores under `out` what these hold
/// after it, the flags, and the tags of the x87 stack.
extern "C" void kont_test_call_with(void (*f)(void*), void* argument, std::uint64_t const* in,
                                    std::uint64_t* out);
asm(R"(
.text
kont_test_call_with:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  pushq %rcx
  movq %rdi, %rax
  movq %rsi, %rdi
  movq (%rdx), %rbx
  movq 8(%rdx), %rbp
  movq 16(%rdx), %r12
  movq 24(%rdx), %r13
  movq 32(%rdx), %r14
  movq 40(%rdx), %r15
  call *%rax
  popq %rcx
  movq %rbx, (%rcx)
  movq %rbp, 8(%rcx)
  movq %r12, 16(%rcx)
  movq %r13, 24(%rcx)
  movq %r14, 32(%rcx)
  movq %r15, 40(%rcx)
  pushfq
  popq 48(%rcx)
  subq $32, %rsp
  fnstenv (%rsp)
  movzwl 8(%rsp), %eax
  movq %rax, 56(%rcx)
  fldenv (%rsp)
  addq $32, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
)");

/// What kont_test_call_with stores.
using registers = std::array<std::uint64_t, 8>;
constexpr std::uint64_t direction_flag = 1u << 10, empty_x87 = 0xffff;
inline bool are_kept(registers const& in, registers out) {
  bool const clean = (out[6] & direction_flag) == 0 && out[7] == empty_x87;
  out[6] = in[6], out[7] = in[7];
  return clean && in == out;
}

/// The stack pointer at the first instruction of a function that is called here.
extern "C" std::uintptr_t kont_test_stack_pointer();
asm(".text\nkont_test_stack_pointer:\n  movq %rsp, %rax\n  ret\n");

/// ... modulo 16, by the ABI: a return address lies on the stack.
constexpr std::uintptr_t at_a_call = 8;

/// Control bits, all exceptions masked: rounding, flush to zero, denormals are zero; precision.
inline x86_64::fp_control control_of(std::uint32_t word) {
  return {0x1f80u | (word & 0xe040u), static_cast<std::uint16_t>(0x37fu | (word >> 16 & 0xc00u))};
}
inline bool same(x86_64::fp_control a, x86_64::fp_control b) {
  return a.mxcsr == b.mxcsr && a.x87 == b.x87;
}

/// How constraints call a vector register; and more than there are registers of each sort.
#define KONT_VECTOR_REGISTER "x"
#define KONT_WHOLES 16
#define KONT_REALS 18

}  // namespace kont::test
