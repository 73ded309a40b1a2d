// examples/13_mutex_and_condition.cpp -- a rule that must hold over a wait: one road, two ways.
#include <iostream>
#include <mutex>
#include <string>

#include "coroutines/microthreads/condition.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/scheduler.hpp"

using namespace std::chrono_literals;

// A bridge with one lane: cars of one direction may share it, three at a time.
struct bridge {
  explicit bridge(kont::scheduler<>& world) : door(world), changed(world) {}

  void enter(char direction) {
    std::unique_lock inside(door);
    // wait() lets go of the mutex, sleeps, and has it again when it returns: in between others
    // may have changed everything, so the question is asked anew.
    changed.wait(inside, [&] { return cars == 0 || (heading == direction && cars < 3); });
    heading = direction;
    ++cars;
  }
  void leave() {
    std::scoped_lock const inside(door);
    --cars;
    changed.notify_all();
  }

  kont::mutex<> door;  // who looks at what follows has this
  kont::condition<> changed;
  int cars = 0;
  char heading = ' ';
};

int main() {
  kont::scheduler<> world;
  bridge narrow(world);

  auto const drive = [&](std::string name, char direction, auto arrives) {
    world.spawn(name, [&, name, direction, arrives] {
      world.sleep_for(arrives);
      narrow.enter(direction);
      auto const now = world.clock().now().time_since_epoch() / 1s;
      std::cout << now << " s: " << name << " drives " << (direction == 'N' ? "north" : "south")
                << ", " << narrow.cars << " on the bridge\n";
      world.sleep_for(10s);
      narrow.leave();
    });
  };
  drive("Ada", 'N', 0s);
  drive("Bob", 'S', 1s);  // has to wait until those who drive north are over
  drive("Cy", 'N', 2s);
  drive("Di", 'N', 3s);
  drive("Ed", 'N', 4s);  // is the fourth
  drive("Flo", 'S', 5s);
  world.run();
}
