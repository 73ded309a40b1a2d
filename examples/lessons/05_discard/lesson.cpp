// examples/lessons/05_discard/lesson.cpp -- three ends: it returns, it throws, it is dropped.
#include <cstdio>
#include <stdexcept>

#include "continuations/strategies/stack.hpp"

using kont::stack;
using kont::transfer;

struct file {
  char const* name;
  explicit file(char const* n) : name(n) { std::printf("  %s is opened\n", name); }
  ~file() { std::printf("  %s is closed\n", name); }
};

stack::continuation reader(char const* name, bool fails = false) {
  return stack::start([name, fails](auto& other) {
    file const f(name);
    transfer(other);
    if (fails) throw std::runtime_error("a page is torn out");
    std::printf("  %s is read to its end\n", name);
  });
}

int main() {
  std::puts("it returns:");
  auto k = reader("Emma").resume().from;
  k = std::move(k).resume().from;

  std::puts("it throws, and resume does:");
  k = reader("Persuasion", true).resume().from;
  try {
    k = std::move(k).resume().from;
  } catch (std::exception const& e) { std::printf("  main hears: %s\n", e.what()); }

  std::puts("it is dropped half way:");
  k = reader("Ulysses").resume().from;
  k = {};

  std::puts("it is dropped before it began, and has nothing to close:");
  k = reader("Proust");
  k = {};

  std::puts("one holds another, and is dropped:");
  k = stack::start([](auto& other) {
    file const f("the outer");
    auto const inner = reader("the inner").resume().from;
    transfer(other);
  });
  k = std::move(k).resume().from;
  k = {};
  std::puts("main goes on");
}
