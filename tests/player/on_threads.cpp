// tests/player/on_threads.cpp -- on_threads thread | crew N: runs of several threads, to be traced.
#include <cstdlib>
#include <string_view>

#include "continuations/strategies/thread.hpp"
#include "coroutines/coroutine.hpp"
#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/crew.hpp"

namespace {

using crew = kont::crew<>;

// Each computation is another thread, and yet there is one line of control.
void on_own_threads() {
  using S = kont::thread;
  auto k = S::start([](auto& other) {
    auto inner = S::start([](auto& its) { kont::transfer(its); });
    inner = std::move(inner).resume().from;
    kont::transfer(other);  // and `inner` is dropped with it
  });
  k = std::move(k).resume().from;
}

// As many lines as workers: a channel between the first and the last of them, a fork that is
// joined, and two who only yield, each on whichever worker takes it.
void on_workers(unsigned workers) {
  crew world(workers);
  kont::channel<int, crew> numbers(world, 0, "numbers");
  auto sender = world.spawn({.name = "sender", .pinned = 0}, [&] {
    for (int i = 1; i <= 3; ++i) numbers.send(i);
  });
  auto receiver = world.spawn({.name = "receiver", .pinned = workers - 1}, [&] {
    for (int i = 1; i <= 3; ++i) (void)numbers.receive();
  });
  auto parent = world.spawn("parent", [&] { world.fork([] { crew::yield(); }).join(); });
  for (int i = 0; i < 2; ++i) {
    world
        .spawn("yielder",
               [] {
                 for (int n = 0; n < 50; ++n) crew::yield();
               })
        .detach();
  }
  world.run();
}

}  // namespace

int main(int count, char** arguments) {
  if (count > 2 && std::string_view(arguments[1]) == "crew")
    on_workers(static_cast<unsigned>(std::atoi(arguments[2])));
  else
    on_own_threads();
}
