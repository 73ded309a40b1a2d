// examples/15_replay.cpp -- a run is its choices: written down, they bring it back on another day.
#include <iostream>
#include <string>

#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/policies/recording.hpp"
#include "coroutines/microthreads/scheduler.hpp"

// Three painters at one wall; the order is the policy's. `blue_is_ill` is another program.
template <class World> std::string paint(World& world, bool blue_is_ill = false) {
  std::string wall;
  for (char colour : {'r', 'g', 'b'}) {
    world.spawn([&, colour] {
      for (int stroke = 0; stroke < 4; ++stroke) {
        if (colour == 'b' && blue_is_ill && stroke == 2) return;
        wall += colour;
        World::yield();
      }
    });
  }
  world.run();
  return wall;
}

int main() {
  // A policy around another one: it takes whom the dice say, and keeps a log of whom it took.
  using recorder = kont::recording<kont::dice>;
  kont::scheduler<recorder> monday{recorder(kont::dice(2'026))};
  std::cout << "monday:  " << paint(monday) << '\n';

  kont::decisions const log = monday.policy().log();  // four bytes a turn: save it, mail it
  std::cout << "its log:";
  for (auto const number : log) std::cout << ' ' << number;
  std::cout << '\n';

  // No dice any more: a policy that takes whom the log says.
  kont::scheduler<kont::replaying> tuesday{kont::replaying(log)};
  std::cout << "tuesday: " << paint(tuesday) << '\n';

  // A program that has changed cannot follow the log to its end, and says where.
  kont::scheduler<kont::replaying> wednesday{kont::replaying(log)};
  try {
    paint(wednesday, true);
  } catch (kont::replay_diverged const& e) { std::cout << "changed: " << e.what() << '\n'; }
}
