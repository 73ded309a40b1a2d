// tests/control/prompt_lets_layers_switch.cpp -- coroutines and microthreads leave from inside
// their own prompts and handlers, and find them again: each has its own, and sees no other's.
#include "coroutines/coroutine.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

struct prompt_lets_layers_switch : over_prompts {
  // Each counts in steps of its own, which its own handler tells; between any two, all others run.
  template <class S> static void microthreads() {
    using world_of = scheduler<fifo, S>;
    world_of world;
    int counts[3] = {};
    int& count = counts[0];
    for (int i = 0; i < 3; ++i) {
      world.spawn([mine = &count + i, i] {
        handle<S>(handler(resumes<ask::number>([i](auto k, int v) {
                    world_of::yield();
                    return std::move(k)(10 * i + v);
                  })),
                  [mine] {
                    for (int n = 0; n < 4; ++n) {
                      int const step = perform<ask::number, S>(1);
                      world_of::yield();
                      *mine += step;
                    }
                  });
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(counts[0] == 4);
    BOOST_TEST(counts[1] == 44);
    BOOST_TEST(counts[2] == 84);
  }

  // One that is parked there unwinds with its world, and all its segments with it.
  template <class S> static void parked() {
    using world_of = scheduler<fifo, S>;
    std::string log;
    {
      world_of world;
      world.spawn([&log] {
        farewell const outer(log, 'o');
        push_prompt(prompt<int, S>("p"), [&log] {
          farewell const inner(log, 'i');
          world_of::block("the end");
          return 0;
        });
      });
      BOOST_TEST(world.run().size() == 1u);
      BOOST_TEST(log == "");
    }
    BOOST_TEST(log == "io");
    log.clear();
    {
      coroutine<int, S> me;
      coroutine<int, S> other([&log, &me](auto& self, int first) {
        push_prompt(prompt<int, S>("p"), [&log, &me, &self, first] {
          farewell const inner(log, 'i');
          return self.transfer(me, first);
        });
        return self.end(me);
      });
      me.drive(other, 1);
      BOOST_TEST(log == "");
    }
    BOOST_TEST(log == "i");
    BOOST_TEST((metacontinuation<S>::current() == &metacontinuation<S>::main));
  }

  // Who runs a world is outside of what runs in it, and is so again afterwards.
  template <class S> static void whole_worlds() {
    prompt<int, S> const p("p");
    bool seen_inside = true;
    int const n = push_prompt(p, [p, &seen_inside] {
      scheduler<fifo, S> world;
      world.spawn([p, &seen_inside] { seen_inside = p.encloses(); });
      world.run();
      return 1 + capture(p, [](auto k) { return std::move(k)(41); });
    });
    BOOST_TEST(n == 42);
    BOOST_TEST(!seen_inside);
  }

  template <class S> static void coroutines() {
    prompt<int, S> const p("p");
    coroutine<int, S> me;
    coroutine<int, S> other([p, &me](auto& self, int first) {
      int const sum = push_prompt(p, [p, &me, &self, first] {
        int const second = self.transfer(me, first);
        return second + capture(p, [](auto k) { return std::move(k)(100); });
      });
      return self.end(me, sum);
    });
    int const came = push_prompt(p, [p, &me, &other] {
      int const first = me.drive(other, 1);
      return first + capture(p, [](auto k) { return std::move(k)(1000); });
    });
    BOOST_TEST(came == 1001);
    BOOST_TEST(me.drive(other, 10) == 110);
  }

  template <class S> static void check() {
    coroutines<S>();
    // a scheduler is a thread's, and there each body of a prompt has a thread of its own
    if constexpr (!requires { requires S::on_own_threads; }) {
      microthreads<S>();
      whole_worlds<S>();
      // one that may have twins does not know whether it alone holds whoever waits for it
      if constexpr (!captures_fork<S>) parked<S>();
    }
  }
};
every_strategy<prompt_lets_layers_switch> const prompt_lets_layers_switch_here;

}  // namespace
}  // namespace kont::conformance
