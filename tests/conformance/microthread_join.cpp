// tests/conformance/microthread_join.cpp -- a handle joins, before the end or after it, or lets go.
#include <string>
#include <vector>

#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_join : direct_bodies {
  template <class S> static void waits_for_the_end() {
    scheduler<fifo, S> world;
    std::string log;
    world.spawn("parent", [&] {
      auto child = world.spawn("child", [&] {
        log += "c1 ";
        world.yield();
        log += "c2 ";
      });
      BOOST_TEST(!child.finished());
      log += "p1 ";
      child.join();
      log += "p2 ";
      BOOST_TEST(child.finished());
      child.join();  // again, after the end: returns at once
      log += "p3 ";
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "p1 c1 c2 p2 p3 ");
  }

  template <class S> static void by_several_in_their_order() {
    scheduler<fifo, S> world;
    std::string log;
    auto slow = world.spawn([&] { world.sleep_for(std::chrono::seconds(2)); });
    for (char name : {'a', 'b', 'c'}) {
      world.spawn([&, name] {
        slow.join();
        log += name;
      });
    }
    world.spawn([&] {
      log += slow.try_join_for(std::chrono::seconds(1)) ? "early " : "late ";
      log += slow.try_join_for(std::chrono::hours(1)) ? "z" : "never";
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "late abcz");
    BOOST_TEST((world.clock().now() == instant(std::chrono::seconds(2))));
  }

  template <class S> static void of_many_in_any_order() {
    scheduler<fifo, S> world;
    int sum = 0;
    world.spawn([&] {
      std::vector<typename scheduler<fifo, S>::handle> children;
      for (int i = 0; i < 50; ++i) {
        children.push_back(world.spawn([&, i] {
          for (int n = 0; n < i % 7; ++n) world.yield();
          sum += i;
        }));
      }
      while (!children.empty()) {
        children.back().join();
        children.pop_back();
      }
      BOOST_TEST(sum == 49 * 50 / 2);
      BOOST_TEST(world.alive() == 1u);
    });
    BOOST_TEST(world.run().empty());
  }

  // Also of one that let an exception out: it has finished.
  template <class S> static void of_one_that_failed() {
    scheduler<fifo, S> world;
    bool joined = false;
    world.spawn([&] {
      auto child = world.spawn([] { throw 1; });
      child.join();
      joined = true;
    });
    BOOST_CHECK_THROW(world.run(), int);
    BOOST_TEST(world.run().empty());
    BOOST_TEST(joined);
  }

  template <class S> static void a_dropped_handle_lets_it_go() {
    scheduler<fifo, S> world;
    int captured = 0, ran = 0;
    {
      auto h = world.spawn([&, w = witness(captured)] { ++ran; });
    }  // before it ran
    world.spawn([&] {
      auto h = world.spawn([&, w = witness(captured)] {
        world.yield();
        ++ran;
      });
      world.yield();  // dropped while it runs
    });
    auto kept = world.spawn([&, w = witness(captured)] { ++ran; });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(ran == 3);
    BOOST_TEST(captured == 0);
    BOOST_TEST(kept.finished());
  }

  template <class S> static void handles_move_and_have_numbers() {
    scheduler<fifo, S> world;
    using handle = typename scheduler<fifo, S>::handle;
    handle none;
    BOOST_TEST(none.finished());
    BOOST_TEST(none.id() == 0u);
    none.join();  // nobody to wait for
    handle first = world.spawn([] {}), second = world.spawn([] {});
    BOOST_TEST(first.id() == 1u);
    BOOST_TEST(second.id() == 2u);
    handle moved = std::move(second);
    BOOST_TEST(moved.id() == 2u);
    BOOST_TEST(second.id() == 0u);
    first = std::move(moved);
    BOOST_TEST(first.id() == 2u);
    BOOST_TEST(world.run().empty());
    BOOST_TEST(first.finished());
    BOOST_TEST(world.spawn([] {}).id() == 3u);  // a number is not given twice
  }

  template <class S> static void check() {
    waits_for_the_end<S>();
    by_several_in_their_order<S>();
    of_many_in_any_order<S>();
    of_one_that_failed<S>();
    a_dropped_handle_lets_it_go<S>();
    handles_move_and_have_numbers<S>();
  }
};
every_strategy<microthread_join> const microthread_join_here;

}  // namespace
}  // namespace kont::conformance
