// tests/conformance/microthread_delayed_queue_delivers.cpp -- what is put arrives, although all
// who would have delivered it have been killed; and never, after a delay beyond all time.
#include <memory>
#include <string>

#include "coroutines/microthreads/delayed_queue.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_delayed_queue_delivers : library_bodies {
  // Who delivers is killed before it begins; or while it sleeps, and it has not noticed yet.
  template <class S> static void is_sent_for_again(bool begins) {
    using W = scheduler<fifo, S>;
    W world;
    delayed_queue<int, W> q(world, 1s);
    std::string log;
    world.spawn([&] {
      q.put(1);
      if (begins) world.yield();
      world.kill_all(true);
      q.put(2);
      while (auto const n = q.get_for(10s)) log += std::to_string(*n);
      BOOST_TEST(q.under_way() == 0u);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "12");
    BOOST_TEST((world.clock().now() == instant(11s)));
  }

  template <class S> static void ends_with_its_world() {
    using W = scheduler<fifo, S>;
    W world;
    delayed_queue<int, W> q(world, 1s);
    world.spawn([&] { q.put(1); });
    world.run_some(2);
    BOOST_TEST(q.under_way() == 1u);
  }

  // Who delivers has not begun then; or it sleeps. Nobody is sent in its place.
  template <class S> static void outlives_its_world(bool begins) {
    using W = scheduler<fifo, S>;
    std::unique_ptr<delayed_queue<int, W>> q;
    {
      W world;
      q = std::make_unique<delayed_queue<int, W>>(world, 1s);
      world.spawn([&] { q->put(1); });
      world.run_some(begins ? 2 : 1);
    }
    BOOST_TEST(q->under_way() == 1u);
  }

  template <class S> static void never_arrives() {
    using W = scheduler<fifo, S>;
    W world;
    delayed_queue<int, W> q(world, timeline::duration::max());
    world.spawn([&] {
      world.sleep_for(1s);
      q.put(1);
      BOOST_TEST(!q.get_for(1h));
      BOOST_TEST(q.under_way() == 1u);
    });
    BOOST_TEST(world.run().empty());
  }

  // Who kills all spares those that come afterwards: another one delivers.
  template <class S> static void its_deliverer_was_killed_at_once() {
    using W = scheduler<fifo, S>;
    W world;
    delayed_queue<int, W> q(world, 1ms);
    world.spawn([&] {
      q.put(7);
      world.kill_all(true);
      BOOST_TEST((q.get_for(1s) == 7));
    });
    BOOST_TEST(world.run().empty());
  }

  template <class S> static void check() {
    // (on `thread` who is dropped ends in a thread of its own, which runs nobody)
    if constexpr (label<S> != "thread") its_deliverer_was_killed_at_once<S>();
    is_sent_for_again<S>(false);
    is_sent_for_again<S>(true);
    ends_with_its_world<S>();
    outlives_its_world<S>(false);
    outlives_its_world<S>(true);
    never_arrives<S>();
  }
};
every_strategy<microthread_delayed_queue_delivers> const microthread_delayed_queue_delivers_here;

}  // namespace
}  // namespace kont::conformance
