// examples/07_virtual_time.cpp -- a simulation: time jumps to the next event. (SimPy's "Event
// Latency": a cable hands over each message ten seconds after it was put in.)
#include <iostream>
#include <string>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"

using namespace std::chrono_literals;

int main() {
  kont::scheduler<> world;  // its clock is virtual: nobody waits for real
  auto const seconds = [&] { return world.clock().now().time_since_epoch() / 1s; };

  kont::channel<std::string> far_end(world);
  auto const put_into_cable = [&](std::string message) {
    world.spawn([&, message] {  // a microthread a message: that is what they are cheap for
      world.sleep_for(10s);
      far_end.send(message);
    });
  };

  world.spawn("sender", [&] {
    while (seconds() < 85) {
      world.sleep_for(5s);
      put_into_cable("Sender sent this at " + std::to_string(seconds()));
    }
  });
  world.spawn("receiver", [&] {
    for (;;) {
      auto const message = far_end.receive();
      std::cout << "Received this at " << seconds() << " while " << message << '\n';
    }
  });

  std::cout << "Event Latency\n";
  world.run();
}
