// examples/05_microthreads.cpp -- nobody names who runs next: a policy does.
#include <iostream>
#include <string>

#include "coroutines/microthreads/policies/lifo.hpp"
#include "coroutines/microthreads/scheduler.hpp"

// The same three painters, in a world whose policy is a parameter.
template <class World> void paint(std::string const& title) {
  std::cout << title << ": ";
  World world;
  for (std::string colour : {"red", "green", "blue"}) {
    world.spawn(colour, [colour] {
      for (int coat = 1; coat <= 3; ++coat) {
        std::cout << colour << coat << ' ';
        World::yield();  // "I could go on, but let others run first"
      }
    });
  }
  world.run();  // until nobody is left who could run
  std::cout << '\n';
}

int main() {
  paint<kont::scheduler<kont::fifo>>("round robin");
  paint<kont::scheduler<kont::lifo>>("newest first");
}
