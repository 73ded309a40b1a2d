// tests/reliability/r5_aarch64.hpp -- r5 on AAPCS64: the switch to be varied, and a computation
// that spoils all that a switch need not keep.
#pragma once
#include <array>
#include <cstdint>

#include "continuations/strategies/stack_aarch64.hpp"

// What the compiler is told that the switch does not keep; each is left out in turn. Not listed:
// "cc", which compilers take for granted, and x0 to x3, which carry something.
#define KONT_TOLD                                                                                 \
  ("x4")("x5")("x6")("x7")("x8")("x9")("x10")("x11")("x12")("x13")("x14")("x15")("x16")("x17")(   \
      "x18")("x20")("x21")("x22")("x23")("x24")("x25")("x26")("x27")("x28")("x30")("v0")("v1")(   \
      "v2")("v3")("v4")("v5")("v6")("v7")("v8")("v9")("v10")("v11")("v12")("v13")("v14")("v15")(  \
      "v16")("v17")("v18")("v19")("v20")("v21")("v22")("v23")("v24")("v25")("v26")("v27")("v28")( \
      "v29")("v30")("v31")("memory")

// The text of aarch64::jump, but for what is to be varied: what it stores of x29 and x19.
#define KONT_COPY_OF_JUMP(NAME, MISSING, STORE_FP, STORE_X19, ...)                          \
  struct NAME {                                                                             \
    static constexpr char const* missing = MISSING;                                         \
    [[gnu::always_inline]] static void jump(aarch64::saved& here, aarch64::saved const* to, \
                                            void*& from, void*& word) noexcept {            \
      auto *const what = word, *const who = from;                                           \
      register void* x0 asm("x0") = what;                                                   \
      register void* x1 asm("x1") = who;                                                    \
      register aarch64::saved const* x2 asm("x2") = to;                                     \
      register aarch64::saved* x3 asm("x3") = &here;                                        \
      asm volatile(                                                                         \
          "adr x16, 1f\n mov x17, sp\n stp x16, x17, [x3]\n" STORE_FP STORE_X19 KONT_GO_ON  \
          "1:\n" KONT_LANDING                                                               \
          : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)                                          \
          :                                                                                 \
          : "cc", __VA_ARGS__ KONT_WIDE_REGISTERS);                                         \
      word = x0;                                                                            \
      from = x1;                                                                            \
    }                                                                                       \
  };
#define KONT_FP "str x29, [x3, #16]\n"
#define KONT_OTHER "str x19, [x3, #24]\n"
#define KONT_FP_NAME "x29"
#define KONT_OTHER_NAME "x19"

namespace kont::test {

/// Jumped to with a word that is the address of a number: adds one to it, spoils every register
/// but the stack pointer, and jumps back. It has no state, so it can be jumped to again.
extern "C" void kont_test_spoiler();
asm(R"(
.text
.globl kont_test_spoiler  // its address is asked for; that of a local label would be its section's
kont_test_spoiler:
  hint #34
  ldr x4, [x0]
  add x4, x4, #1
  str x4, [x0]
  mov x2, x1
  mov x4, #0xbad0
  movk x4, #0xbad0, lsl #16
  movk x4, #0xbad0, lsl #32
  movk x4, #0xbad0, lsl #48
  mov x0, x4
  mov x1, x4
  mov x3, x4
  mov x5, x4
  mov x6, x4
  mov x7, x4
  mov x8, x4
  mov x9, x4
  mov x10, x4
  mov x11, x4
  mov x12, x4
  mov x13, x4
  mov x14, x4
  mov x15, x4
  mov x18, x4
  mov x19, x4
  mov x20, x4
  mov x21, x4
  mov x22, x4
  mov x23, x4
  mov x24, x4
  mov x25, x4
  mov x26, x4
  mov x27, x4
  mov x28, x4
  mov x29, x4
  mov x30, x4
  dup v0.2d, x4
  dup v1.2d, x4
  dup v2.2d, x4
  dup v3.2d, x4
  dup v4.2d, x4
  dup v5.2d, x4
  dup v6.2d, x4
  dup v7.2d, x4
  dup v8.2d, x4
  dup v9.2d, x4
  dup v10.2d, x4
  dup v11.2d, x4
  dup v12.2d, x4
  dup v13.2d, x4
  dup v14.2d, x4
  dup v15.2d, x4
  dup v16.2d, x4
  dup v17.2d, x4
  dup v18.2d, x4
  dup v19.2d, x4
  dup v20.2d, x4
  dup v21.2d, x4
  dup v22.2d, x4
  dup v23.2d, x4
  dup v24.2d, x4
  dup v25.2d, x4
  dup v26.2d, x4
  dup v27.2d, x4
  dup v28.2d, x4
  dup v29.2d, x4
  dup v30.2d, x4
  dup v31.2d, x4
  ldp x16, x17, [x2]
  mov sp, x17
  ldp x29, x19, [x2, #16]
  br x16
)");

/// Calls `f(argument)` with `in` in x19 to x29 and d8 to d15, and stores under `out` what these
/// hold after it.
extern "C" void kont_test_call_with(void (*f)(void*), void* argument, std::uint64_t const* in,
                                    std::uint64_t* out);
asm(R"(
.text
kont_test_call_with:
  stp x29, x30, [sp, #-176]!
  stp x19, x20, [sp, #16]
  stp x21, x22, [sp, #32]
  stp x23, x24, [sp, #48]
  stp x25, x26, [sp, #64]
  stp x27, x28, [sp, #80]
  stp d8, d9, [sp, #96]
  stp d10, d11, [sp, #112]
  stp d12, d13, [sp, #128]
  stp d14, d15, [sp, #144]
  str x3, [sp, #160]
  mov x9, x0
  mov x0, x1
  ldp x19, x20, [x2, #0]
  ldp x21, x22, [x2, #16]
  ldp x23, x24, [x2, #32]
  ldp x25, x26, [x2, #48]
  ldp x27, x28, [x2, #64]
  ldr x29, [x2, #80]
  ldp d8, d9, [x2, #88]
  ldp d10, d11, [x2, #104]
  ldp d12, d13, [x2, #120]
  ldp d14, d15, [x2, #136]
  blr x9
  ldr x3, [sp, #160]
  stp x19, x20, [x3, #0]
  stp x21, x22, [x3, #16]
  stp x23, x24, [x3, #32]
  stp x25, x26, [x3, #48]
  stp x27, x28, [x3, #64]
  str x29, [x3, #80]
  stp d8, d9, [x3, #88]
  stp d10, d11, [x3, #104]
  stp d12, d13, [x3, #120]
  stp d14, d15, [x3, #136]
  ldp x19, x20, [sp, #16]
  ldp x21, x22, [sp, #32]
  ldp x23, x24, [sp, #48]
  ldp x25, x26, [sp, #64]
  ldp x27, x28, [sp, #80]
  ldp d8, d9, [sp, #96]
  ldp d10, d11, [sp, #112]
  ldp d12, d13, [sp, #128]
  ldp d14, d15, [sp, #144]
  ldp x29, x30, [sp], #176
  ret
)");

/// What kont_test_call_with stores.
using registers = std::array<std::uint64_t, 19>;
inline bool are_kept(registers const& in, registers const& out) { return in == out; }

/// The stack pointer at the first instruction of a function that is called here.
extern "C" std::uintptr_t kont_test_stack_pointer();
asm(".text\nkont_test_stack_pointer:\n  mov x0, sp\n  ret\n");
/// ... modulo 16, by the ABI.
constexpr std::uintptr_t at_a_call = 0;

/// Control bits: rounding, flush to zero, default NaN, the other half precision.
inline aarch64::fp_control control_of(std::uint32_t word) { return {word & 0x07c00000u}; }
inline bool same(aarch64::fp_control a, aarch64::fp_control b) { return a.fpcr == b.fpcr; }

/// How constraints call a vector register; and more than there are registers of each sort.
#define KONT_VECTOR_REGISTER "w"
#define KONT_WHOLES 32
#define KONT_REALS 36

}  // namespace kont::test
