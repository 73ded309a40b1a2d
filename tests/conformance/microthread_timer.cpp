// tests/conformance/microthread_timer.cpp -- a timer counts from its start, and what is put into a
// delayed queue arrives when its time has come.
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "coroutines/microthreads/delayed_queue.hpp"
#include "coroutines/microthreads/policies/lifo.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/timer.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_timer : library_bodies {
  template <class S> static void counts_from_its_start() {
    using world_type = scheduler<lifo, S>;
    world_type world;
    timer<world_type> t(world, 10s), never(world, timeline::duration::max(), "doomsday");
    call_at(world, instant(6s), [&] { BOOST_TEST((world.clock().now() == instant(6s))); });
    world.spawn([&] {
      world.sleep_for(4s);  // work
      BOOST_TEST(!t.wait_for(1s));
      BOOST_TEST(!t.is_over());
      t.wait();
      BOOST_TEST((world.clock().now() == instant(10s)));
      BOOST_TEST(t.is_over());  // at that instant
      t.wait();
      world.sleep_for(2s);
      t.start();
      BOOST_TEST(!t.is_over());
      BOOST_TEST(t.wait_until(instant(1h)));
      BOOST_TEST((world.clock().now() == instant(22s)));
      BOOST_TEST(!never.wait_for(24h));
    });
    BOOST_TEST(world.run().empty());
    world.spawn([&] { never.wait(); });
    BOOST_TEST(world.run().at(0).on == "doomsday");
  }

  // Who waits already waits for the end that was set when he came.
  template <class S> static void starts_anew_for_those_who_come_later() {
    using world_type = scheduler<lifo, S>;
    world_type world;
    timer<world_type> t(world, 10s);
    world.spawn([&] {
      BOOST_TEST(t.wait_for(1h));
      BOOST_TEST((world.clock().now() == instant(10s)));
      t.wait();
      BOOST_TEST((world.clock().now() == instant(15s)));
    });
    call_at(world, instant(5s), [&] { t.start(); });
    BOOST_TEST(world.run().empty());
  }

  // Under the policy that runs the newest first: the order is the queue's own.
  template <class S> static void delays_by_a_fixed_time() {
    using world_type = scheduler<lifo, S>;
    world_type world;
    delayed_queue<int, world_type> post(world, 3s);
    std::string log;
    world.spawn([&] {
      for (int n = 1; n <= 3; ++n) post.put(n);
      world.sleep_for(1s);
      post.put(4);
      BOOST_TEST(post.under_way() == 4u);
      BOOST_TEST(!post.try_get());
    });
    world.spawn([&] {
      for (int n = 1; n <= 4; ++n) {
        log += std::to_string(post.get()) + "@";
        log += std::to_string(world.clock().now().time_since_epoch() / 1s) + " ";
      }
      BOOST_TEST(!post.get_for(1s));
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "1@3 2@3 3@3 4@4 ");
  }

  // A random part of the delay: they overtake one another, none is lost, and one seed is one run.
  template <class S> static std::vector<int> order(std::uint64_t seed) {
    using world_type = scheduler<lifo, S>;
    world_type world;
    delayed_queue<int, world_type> post(world, 1s, seed);
    std::vector<int> got;
    world.spawn([&] {
      for (int n = 0; n < 20; ++n) got.push_back(post.get());
    });
    for (int n = 0; n < 20; ++n) post.put(n);
    BOOST_TEST(world.run().empty());
    BOOST_TEST((world.clock().now() <= instant(1s)));
    BOOST_TEST((std::set<int>(got.begin(), got.end()).size() == 20u));
    return got;
  }
  template <class S> static void delays_by_a_random_time() {
    auto const one = order<S>(1);
    BOOST_TEST(!std::ranges::is_sorted(one));
    BOOST_TEST((one == order<S>(1)));
    BOOST_TEST((one != order<S>(2)));
  }

  template <class S> static void closing_loses_what_is_in_it() {
    using world_type = scheduler<lifo, S>;
    world_type world;
    delayed_queue<int, world_type> post(world, 2s, {}, "the post");
    auto dead = std::make_unique<delayed_queue<int, world_type>>(world, 1h);
    dead->put(1);
    world.spawn([&] {
      post.put(1);
      world.sleep_for(1s);
      post.put(2);
      world.sleep_for(1500ms);
      BOOST_TEST(post.size() == 1u);
      post.close();
      post.put(3);
      dead.reset();
      BOOST_TEST(post.size() + post.under_way() == 0u);
      post.get();
    });
    auto const left = world.run();
    BOOST_REQUIRE_EQUAL(left.size(), 1u);
    BOOST_TEST(left[0].on == "the post");
  }

  // Who kills all others does not mean the post.
  template <class S> static void arrives_although_all_are_killed() {
    using world_type = scheduler<lifo, S>;
    world_type world;
    delayed_queue<int, world_type> post(world, 2s);
    world.spawn([&] {
      post.put(1);
      world.kill_all();
      world.sleep_for(1s);
      post.put(2);
      world.yield();  // he who brings it sleeps
      world.kill_all();
      BOOST_TEST((post.get_for(1h) == 1));
      BOOST_TEST((post.get_for(1h) == 2));
      BOOST_TEST((world.clock().now() == instant(3s)));
    });
    BOOST_TEST(world.run().empty());
  }

  template <class S> static void check() {
    counts_from_its_start<S>();
    starts_anew_for_those_who_come_later<S>();
    delays_by_a_fixed_time<S>();
    delays_by_a_random_time<S>();
    closing_loses_what_is_in_it<S>();
    arrives_although_all_are_killed<S>();
  }
};
every_strategy<microthread_timer> const microthread_timer_here;

}  // namespace
}  // namespace kont::conformance
