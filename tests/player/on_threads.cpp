// tests/player/on_threads.cpp -- on_threads [too]: switches between threads; too: and on one stack.
#include <string_view>

#include "continuations/strategies/stack.hpp"
#include "continuations/strategies/thread.hpp"

namespace {

template <class S> void two_switches() {
  auto k = S::start([](auto& other) { kont::transfer(other); });
  k = std::move(k).resume().from;
}

}  // namespace

int main(int count, char** arguments) {
  two_switches<kont::thread>();
  if (count > 1 && std::string_view(arguments[1]) == "too") two_switches<kont::stack>();
}
