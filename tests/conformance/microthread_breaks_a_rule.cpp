// tests/conformance/microthread_breaks_a_rule.cpp -- what only a microthread may do says so.
#include "coroutines/microthreads/barrier.hpp"
#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/delayed_queue.hpp"
#include "coroutines/microthreads/metronome.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_breaks_a_rule : direct_bodies {
  template <class S> static void outside_of_run() {
    using world_type = scheduler<fifo, S>;
    check_breaks("yield: only a microthread can yield", [] { world_type::yield(); });
    check_breaks("sleep: only a microthread can wait",
                 [] { world_type::sleep_for(std::chrono::seconds(1)); });
    check_breaks("join: only a microthread can wait", [] {
      world_type world;
      world.spawn([] {}).join();
    });
    check_breaks("receive: only a microthread can wait", [] {
      world_type world;
      channel<int, world_type> c(world);
      c.receive();
    });
    check_breaks("send: only a microthread can wait", [] {
      world_type world;
      channel<int, world_type> c(world);
      c.send(1);
    });
  }
  template <class S> static void inside() {
    using world_type = scheduler<fifo, S>;
    check_breaks("run: a scheduler cannot be run by what it runs", [] {
      world_type world;
      world.spawn([&] { world.run(); });
      world.run();
    });
  }

  template <class S> static void made_or_used_wrongly() {
    using world_type = scheduler<fifo, S>;
    check_breaks("arrive_and_drop: nobody is expected any more", [] {
      world_type world;
      barrier<world_type> b(world, 1);
      b.arrive_and_drop();
      b.arrive_and_drop();
    });
    check_breaks("delayed_queue: a delay is not negative", [] {
      world_type world;
      delayed_queue<int, world_type> q(world, std::chrono::seconds(-1));
    });
    check_breaks("metronome: between two beats some time passes", [] {
      pulse rung;
      metronome const never(rung, {});
    });
  }

  template <class S> static void check() {
    made_or_used_wrongly<S>();
    outside_of_run<S>();
    inside<S>();
  }
};
every_strategy<microthread_breaks_a_rule> const microthread_breaks_a_rule_here;

}  // namespace
}  // namespace kont::conformance
