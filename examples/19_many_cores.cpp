// examples/19_many_cores.cpp -- a crew: microthreads on three OS threads, which meet in channels
// and select from them as on one. Who waits on one may go on on another.
#include <fmt/core.h>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/crew.hpp"
#include "coroutines/microthreads/event.hpp"
#include "coroutines/microthreads/scope.hpp"
#include "coroutines/microthreads/select.hpp"

using world_type = kont::crew<>;

int main() {
  world_type world(3);
  kont::channel<long, world_type> jobs(world), squares(world);
  kont::event<world_type> enough(world, "enough");
  world.spawn("boss", [&] {
    kont::scope team(world);  // nobody of it outlives the block
    for (int k = 0; k < 10; ++k) {
      team.spawn("helper", [&] {
        for (bool on = true; on;) {  // nothing is shared but by what protects itself
          kont::select(kont::on_receive(jobs, [&](long n) { squares.send(n * n); }),
                       kont::on(enough.wait(kont::to_select), [&] { on = false; }));
        }
      });
    }
    team.spawn("source", [&] {
      for (long n = 1; n <= 1'000; ++n) jobs.send(n);
    });
    long sum = 0;
    for (int k = 0; k < 1'000; ++k) sum += squares.receive();
    enough.set();
    team.join();
    fmt::print("the sum of a thousand squares: {}\n", sum);
  });
  fmt::print("left behind: {}\n", world.run().size());
}
