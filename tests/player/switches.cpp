// tests/player/switches.cpp -- switches coroutines|microthreads N: a run of N switches.
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "coroutines/coroutine.hpp"
#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"

namespace {

using coroutine = kont::coroutine<int>;

// Two hand a number to each other, which grows.
int coroutines(int n) {
  coroutine me;
  coroutine* partner = nullptr;
  coroutine ping([&](coroutine& self, int i) {
    while (i < n) i = self.transfer(*partner, i + 1);
    return self.end(me, i);
  });
  coroutine pong([&](coroutine& self, int i) {
    while (i < n) i = self.transfer(ping, i + 1);
    return self.end(me, i);
  });
  partner = &pong;
  return me.transfer(ping, 1);
}

// One gives numbers to another, while a third yields.
int microthreads(int n) {
  kont::scheduler<> world;
  kont::channel<int> numbers(world, 0, "numbers");
  int last = 0;
  world.spawn("producer", [&] {
    for (int i = 0; i < n / 2; ++i) numbers.send(i);
    numbers.close();
  });
  world.spawn("consumer", [&] {
    for (int i : numbers) last = i;
  });
  world.spawn("bystander", [&] {
    while (!numbers.closed()) world.yield();
  });
  world.run();
  return last;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  int const n = std::atoi(argv[2]);
  std::cout << (std::string_view(argv[1]) == "coroutines" ? coroutines(n) : microthreads(n))
            << '\n';
}
