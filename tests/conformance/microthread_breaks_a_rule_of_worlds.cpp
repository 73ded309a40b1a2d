// tests/conformance/microthread_breaks_a_rule_of_worlds.cpp -- what may not be done to a scheduler,
// or by the microthreads of another one, says so.
#include <exception>
#include <optional>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/select.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_breaks_a_rule_of_worlds : library_bodies {
  template <class S> static void a_world_and_its_own() {
    using world_type = scheduler<fifo, S>;
    check_breaks("~scheduler: it cannot be destroyed by its own microthreads", [] {
      std::optional<world_type> world(std::in_place);
      world->spawn([&] { world.reset(); });
      world->run();
    });
    check_breaks("wake: it does not wait", [] {
      world_type world;
      world.spawn([&] { world.wake(world.current("a microthread")); });
      world.run();
    });
    check_breaks("raise: there is no exception to be thrown", [] {
      world_type world;
      world.spawn([] {}).raise(nullptr);
    });
  }

  template <class S> static void one_of_another_world() {
    using world_type = scheduler<fifo, S>;
    auto const inside = [](auto joins) {
      world_type outer;
      outer.spawn([&] {
        auto other = outer.spawn([&] { outer.yield(); });
        world_type inner;
        inner.spawn([&] { joins(other); });
        inner.run();
      });
      outer.run();
    };
    char const* const rule_text = "join: it is of another scheduler";
    check_breaks(rule_text, [&] { inside([](auto& h) { h.join(); }); });
    check_breaks(rule_text,
                 [&] { inside([](auto& h) { h.try_join_for(std::chrono::seconds(1)); }); });
  }

  template <class S> static void objects_of_another_world() {
    using world_type = scheduler<fifo, S>;
    auto const breaks = [](auto waits_for) {
      check_breaks("a microthread can wait only for what is of its own scheduler", [&] {
        world_type elsewhere, world;
        channel<int, world_type> from(elsewhere);
        mutex<world_type> held(elsewhere);
        elsewhere.spawn([&] { held.lock(); });
        elsewhere.run();
        world.spawn([&] { waits_for(from, held); });
        world.run();
      });
    };
    breaks([](auto& c, auto&) { c.receive(); });
    breaks([](auto& c, auto&) { c.send(1); });
    breaks([](auto& c, auto&) { c.send_exception(std::make_exception_ptr(1)); });
    breaks([](auto&, auto& m) { m.lock(); });
    breaks([](auto&, auto& m) { m.try_lock_for(std::chrono::seconds(1)); });
    breaks([](auto& c, auto&) {
      select(on_receive(c, [](int) {}), after(std::chrono::seconds(1), [] {}));
    });
  }

  template <class S> static void check() {
    objects_of_another_world<S>();
    a_world_and_its_own<S>();
    one_of_another_world<S>();
  }
};
every_strategy<microthread_breaks_a_rule_of_worlds> const microthread_breaks_a_rule_of_worlds_here;

}  // namespace
}  // namespace kont::conformance
