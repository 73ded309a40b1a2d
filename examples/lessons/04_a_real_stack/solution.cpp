// examples/lessons/04_a_real_stack/solution.cpp -- start a stack: the fifteen lines.
#include <cstddef>
#include <cstdint>
#if !defined(__x86_64__)
#error "this exercise is written for x86-64"
#endif

// Saves what a function must keep on this stack, files its stack pointer under `*save`, and goes on
// with `next`, which this function has filed before, or begin() has made.
extern "C" void swap_stacks(void** save, void* next);
asm(R"(
        .text
        .globl swap_stacks
swap_stacks:
        pushq %rbp
        pushq %rbx
        pushq %r12
        pushq %r13
        pushq %r14
        pushq %r15
        movq %rsp, (%rdi)
        movq %rsi, %rsp
        popq %r15
        popq %r14
        popq %r13
        popq %r12
        popq %rbx
        popq %rbp
        ret
)");

// Writes into the memory what swap_stacks will take off, so that `entry` begins. Returns the stack
// pointer to go there with. `entry` never returns.
void* begin(char* memory, std::size_t size, void (*entry)()) {
  auto** sp = reinterpret_cast<void**>(reinterpret_cast<std::uintptr_t>(memory + size) & ~15ul);
  *--sp = nullptr;  // where entry would return to
  *--sp = reinterpret_cast<void*>(entry);
  for (int i = 0; i < 6; ++i) *--sp = nullptr;
  return sp;
}

#include "examples/lessons/04_a_real_stack/checks.hpp"
