// tests/asked_by_threads.hpp -- OS threads that have a world's microthreads work for them.
#pragma once
#include <chrono>
#include <cstdlib>
#include <optional>
#include <thread>
#include <vector>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/external.hpp"

namespace kont::test {

/// So many threads, each of which asks for so many microthreads, one after the other: each sends
/// its number to one that adds, sleeps, and answers with twice that. What the numbers come to, or
/// -1 if somebody is left. Aborts on a wrong answer.
template <class World> long sum_asked_by_threads(int threads, int times) {
  World world;
  channel<int, World> numbers(world);
  long sum = 0;  // microthreads alone touch it: no lock
  auto adder = world.spawn("adder", [&] {
    for (;;) sum += numbers.receive();
  });
  std::optional open(world.clock().expect());
  std::vector<std::thread> asking;
  for (int id = 0; id < threads; ++id) {
    asking.emplace_back([&] {
      for (int i = 0; i < times; ++i) {
        auto const twice = external(world, [&numbers, i] {
                             numbers.send(i);
                             World::sleep_for(std::chrono::microseconds(10));
                             return 2 * i;
                           }).get();
        if (twice != 2 * i) std::abort();
      }
    });
  }
  std::thread closer([&] {
    for (auto& t : asking) t.join();
    external(world, [&] {
      adder.kill();
      open.reset();
    }).get();
  });
  auto const left = world.run();
  closer.join();
  return left.empty() ? sum : -1;
}

}  // namespace kont::test
