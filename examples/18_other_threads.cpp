// examples/18_other_threads.cpp -- a world in real time, and OS threads that call on it: what would
// block goes to one of them, and only the microthread that asked waits for it.
#include <fmt/core.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "coroutines/microthreads/event.hpp"
#include "coroutines/microthreads/external.hpp"
#include "coroutines/microthreads/scheduler.hpp"

using namespace std::chrono_literals;
using world_type = kont::scheduler<kont::fifo, kont::stack, kont::real_clock>;

// Stands for a call that blocks its whole thread: a database's, an old library's.
std::string slow_lookup(std::string key) {
  std::this_thread::sleep_for(20ms);
  return key + "'s value";
}

// A microthread asks a thread of its own.
void asks(world_type& world, std::vector<std::jthread>& helpers) {
  std::string answer;
  kont::event<world_type> there(world, "the answer");
  auto const open = world.clock().expect();  // run() stays, though nobody is ready or sleeps
  helpers.emplace_back([&] {
    auto found = slow_lookup("ann");
    world.clock().post([&, found] {  // back on our thread, between two microthreads: no lock
      answer = found;
      there.set();
    });
  });
  there.wait();
  fmt::print("asks: {}\n", answer);
}

// The other way round: a thread has something done by a microthread, and waits for what it says.
void serves(world_type& world, std::vector<std::jthread>& helpers) {
  auto const open = world.clock().expect();
  kont::event<world_type> enough(world, "somebody to say enough");
  helpers.emplace_back([&] {
    int const sum = kont::external(world, [&] {
                      world.sleep_for(1ms);  // it may wait, as any microthread may
                      return 20 + 22;
                    }).get();
    fmt::print("a thread was told {}\n", sum);
    world.clock().post([&] { enough.set(); });
  });
  enough.wait();
}

int main() {
  world_type world;
  std::vector<std::jthread> helpers;
  world.spawn([&] { asks(world, helpers); });
  world.spawn([&] {  // and nobody else has to wait
    for (int i = 1; i <= 3; ++i) {
      fmt::print("counts: {}\n", i);
      world.yield();
    }
  });
  world.run();
  world.spawn([&] { serves(world, helpers); });
  world.run();
}
