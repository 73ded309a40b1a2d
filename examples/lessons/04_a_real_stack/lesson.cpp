// examples/lessons/04_a_real_stack/lesson.cpp -- two stacks and nothing else: the level on which
// the strategy `stack` stands.
#include <cstdio>
#include <memory>

#include "continuations/strategies/stack.hpp"
#include "lib/trace/recorder.hpp"

namespace target = kont::target;  // of this processor
namespace trace = kont::trace;    // writes down what happens, for ./kont trace 04_a_real_stack
using target::saved;  // where and how to go on: pc, sp, and what the compiler may not spill

saved main_waits, body_waits;

// Waits in `here`, lets `there` run with a word, and returns the word that comes back.
void* go(saved& here, saved& there, void* word) {
  if constexpr (trace::on) trace::record_here(trace::op::transfer, &here, &there, word);
  void* from = &here;
  target::jump(here, &there, from, word);
  return word;
}

bool is_on(char const* bottom, std::size_t size) {
  char here = 0;
  return &here > bottom && &here < bottom + size;
}

char* memory = nullptr;
constexpr std::size_t size = 64 * 1024;

// The first function of the new stack. Nobody called it, so it must not return.
void entry(void* word, void*, saved*) {
  for (int sum = 0;;) {
    sum += *static_cast<int*>(word);
    std::printf("  body: on the new stack: %s, sum is %d\n", is_on(memory, size) ? "yes" : "no",
                sum);
    word = go(body_waits, main_waits, &sum);
  }
}

int main() {
  auto const taken = std::make_unique<char[]>(size);
  memory = taken.get();
  target::begin(body_waits, reinterpret_cast<void*>(&entry), memory + size);
  if constexpr (trace::on) trace::record_start(&body_waits, &entry);
  std::printf("main: on the new stack: %s\n", is_on(memory, size) ? "yes" : "no");
  for (int n = 1; n <= 3; ++n) {
    void* const came = go(main_waits, body_waits, &n);
    std::printf("main: sent %d, it brought %d\n", n, *static_cast<int*>(came));
  }
}  // what waits on the memory is freed with it, and does not unwind: that is for lesson 5
