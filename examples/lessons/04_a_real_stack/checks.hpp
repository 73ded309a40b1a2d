// examples/lessons/04_a_real_stack/checks.hpp -- a stack begins where it should, aligned, and a
// switch loses no register.
#pragma once
#include <cstdint>
#include <memory>

#include "examples/lessons/check.hpp"

extern "C" {
void* lesson_here;   // main's stack pointer, while it waits
void* lesson_there;  // the other's
int lesson_entered;
bool lesson_aligned;

void lesson_entry() {
  lesson_aligned = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)) % 16 == 0;
  for (;;) {
    ++lesson_entered;
    swap_stacks(&lesson_there, lesson_here);
  }
}
void lesson_scramble();         // spoils every register that a function must keep, and goes back
void lesson_probe(long* seen);  // fills them, goes there, and writes down what is in them then
}

asm(R"(
        .text
lesson_scramble:
        movq $-1, %rbx
        movq $-1, %rbp
        movq $-1, %r12
        movq $-1, %r13
        movq $-1, %r14
        movq $-1, %r15
        leaq lesson_there(%rip), %rdi
        movq lesson_here(%rip), %rsi
        call swap_stacks
        jmp lesson_scramble
lesson_probe:
        pushq %rbp
        pushq %rbx
        pushq %r12
        pushq %r13
        pushq %r14
        pushq %r15
        pushq %rdi
        movq $1, %rbx
        movq $2, %rbp
        movq $12, %r12
        movq $13, %r13
        movq $14, %r14
        movq $15, %r15
        leaq lesson_here(%rip), %rdi
        movq lesson_there(%rip), %rsi
        call swap_stacks
        popq %rdi
        movq %rbx, (%rdi)
        movq %rbp, 8(%rdi)
        movq %r12, 16(%rdi)
        movq %r13, 24(%rdi)
        movq %r14, 32(%rdi)
        movq %r15, 40(%rdi)
        popq %r15
        popq %r14
        popq %r13
        popq %r12
        popq %rbx
        popq %rbp
        ret
)");

int main() {
  using lesson::check;
  constexpr std::size_t size = 64 * 1024;
  auto const memory = std::make_unique<char[]>(size + 1);
  auto* const odd = memory.get() + 1;  // nobody said that memory is aligned

  lesson_there = begin(odd, size, &lesson_entry);
  auto const* const at = static_cast<char*>(lesson_there);
  check("begin returns a place on the new stack", at >= odd && at < odd + size, true,
        {{"no", "a null is returned still, or the stack is filled from its wrong end"}});
  check("nothing runs before the first switch", lesson_entered, 0);
  swap_stacks(&lesson_here, lesson_there);
  check("the first switch comes to the entry", lesson_entered, 1);
  check("the entry finds its stack aligned as a call leaves it", lesson_aligned, true,
        {{"no", "the top is not rounded down to 16, or the null above the entry is missing"}});
  swap_stacks(&lesson_here, lesson_there);
  check("the second goes on in its loop", lesson_entered, 2);

  lesson_there = begin(odd, size, &lesson_scramble);
  long seen[6] = {};
  lesson_probe(seen);
  constexpr char const* names[] = {"rbx is", "rbp is", "r12 is", "r13 is", "r14 is", "r15 is"};
  constexpr long filled[] = {1, 2, 12, 13, 14, 15};
  for (int i = 0; i < 6; ++i)
    check((std::string(names[i]) + " kept over a switch").c_str(), seen[i], filled[i],
          {{"-1", "the other side's value is left in it: it is not pushed, or not popped"}});
  return lesson::done();
}
