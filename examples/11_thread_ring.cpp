// examples/11_thread_ring.cpp -- 503 microthreads pass a token round: the old shootout's benchmark.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"

int main(int count, char** arguments) {
  int const steps = count > 1 ? std::stoi(arguments[1]) : 1'000;
  constexpr std::size_t size = 503;

  kont::scheduler<> world;
  std::vector<std::unique_ptr<kont::channel<int>>> to;
  for (std::size_t i = 0; i < size; ++i) {
    to.push_back(std::make_unique<kont::channel<int>>(world));
  }

  for (std::size_t i = 0; i < size; ++i) {
    world.spawn([&, i] {
      for (;;) {
        int const token = to[i]->receive();
        if (token == 0) {
          std::cout << i + 1 << '\n';  // always steps modulo 503, plus one
          return;
        }
        to[(i + 1) % size]->send(token - 1);
      }
    });
  }
  world.spawn([&] { to[0]->send(steps); });
  world.run();  // one has ended, and 502 wait for ever: they unwind with the world
}
