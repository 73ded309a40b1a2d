// examples/lessons/10_many/lesson.cpp -- three painters and a dryer: who waits, lies in a queue.
#include <cstdio>

#include "examples/lessons/10_many/scheduler.hpp"

int main() {
  scheduler world;
  queue wet;  // who waits until the paint is dry
  for (char const* colour : {"red", "green", "blue"}) {
    world.spawn([&, colour] {
      std::printf("%s 1\n", colour);
      world.yield();
      std::printf("%s 2, waits till it is dry\n", colour);
      world.wait_in(wet);
      std::printf("%s 3\n", colour);
    });
  }
  world.spawn([&] {
    for (int i = 0; i < 2; ++i) world.yield();
    std::puts("dry: all may go on");
    while (!wet.empty()) world.wake_one(wet);
  });
  world.run();
}
