// examples/lessons/13_effects/lesson.cpp -- one program, three meanings.
#include <cstdio>
#include <string>

#include "continuations/control/effects.hpp"

using kont::handle;
using kont::handler;
using kont::perform;

struct budget {  // an effect: its operations, with their types
  static constexpr char const* name = "budget";
  struct spend : kont::operation<budget, int(int)> {};  // how much of that may be spent?
  using operations = kont::operation_list<spend>;
};

struct guard {
  ~guard() { std::puts("  (unwound)"); }
};

int shop() {
  guard const g;
  int const bread = perform<budget::spend>(3);
  int const wine = perform<budget::spend>(20);
  std::printf("  bread for %d, wine for %d\n", bread, wine);
  return bread + wine;
}

int main() {
  std::puts("all is granted, in place:");
  int n = handle(handler(kont::answers<budget::spend>([](int v) { return v; })), shop);
  std::printf("%d\n", n);

  std::puts("what is too much, is an exception:");
  n = handle(handler(kont::resumes<budget::spend>([](auto k, int v) {
               if (v > 10) return -v;  // k is dropped
               return std::move(k)(v);
             })),
             shop);
  std::printf("%d\n", n);

  std::puts("state, that is handled outside of the program:");
  int left = 15;
  n = handle(handler(kont::answers<budget::spend>([&](int v) {
               int const granted = v < left ? v : left;
               left -= granted;
               return granted;
             })),
             shop);
  std::printf("%d, and %d is left\n", n, left);
}
