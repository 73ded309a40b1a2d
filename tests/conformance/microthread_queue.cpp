// tests/conformance/microthread_queue.cpp -- what is put into a queue is got, once and in order.
#include <memory>
#include <string>
#include <vector>

#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/queue.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_queue : library_bodies {
  // Some are killed on their way, or give up: what they did not put or get is in nobody's hands.
  template <class S> static void conserves(std::uint64_t seed) {
    using world_type = scheduler<dice, S>;
    world_type world{dice(seed)};
    queue<int, world_type> q(world, seed % 4);
    std::vector<int> put, got;
    std::vector<typename world_type::handle> all;
    for (int p = 0; p < 4; ++p) {
      all.push_back(world.spawn([&, p] {
        for (int n = 100 * p; n < 100 * p + 10; ++n) {
          bool there = true;
          n % 3 == 0 ? void(there = q.put_for(n, 1s)) : q.put(n);
          if (there) put.push_back(n);
        }
      }));
      all.push_back(world.spawn([&, p] {
        for (int n = 0; n < 10; ++n) {
          auto const v = n % 3 == p % 3 ? q.get_for(1s) : std::optional(q.get());
          if (v) got.push_back(*v);
        }
      }));
    }
    world.spawn([&] {
      for (auto* h : {&all[0], &all[3]}) {
        for (std::uint64_t n = 0; n < seed; ++n) world.yield();
        h->kill();
      }
    });
    world.run();
    for (auto& h : all) h.kill();  // those who are left wait in vain
    BOOST_TEST(world.run().empty());
    while (auto const v = q.try_get()) got.push_back(*v);
    std::ranges::sort(put);
    std::ranges::sort(got);
    BOOST_TEST((put == got));
    BOOST_TEST(put.size() >= 10u);
  }

  template <class S> static void keeps_the_order_and_its_bound() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    queue<std::unique_ptr<int>, world_type> q(world, 2, "the belt");
    std::string log;
    world.spawn([&] {
      for (int i = 1; i <= 5; ++i) {
        q.put(std::make_unique<int>(i));
        log += 'p';
        BOOST_TEST(q.size() <= 2u);
      }
    });
    world.spawn([&] {
      for (int i = 1; i <= 5; ++i) log += std::to_string(*q.get());
      BOOST_TEST(!q.get_for(1s));
      BOOST_TEST((world.clock().now() == instant(1s)));
      q.get();
    });
    auto const left = world.run();
    BOOST_REQUIRE_EQUAL(left.size(), 1u);
    BOOST_TEST(left[0].waits_for == std::string("get"));
    BOOST_TEST(left[0].on == "the belt");
    BOOST_TEST(log == "pp123ppp45");
  }

  template <class S> static void need_not_wait() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    queue<std::string, world_type> q(world, 2);
    std::string third = "third", log;
    BOOST_TEST(q.try_put("first"));
    BOOST_TEST(q.try_put("second"));
    BOOST_TEST(!q.try_put(third));
    BOOST_TEST(third == "third");
    q.unget("zeroth");
    BOOST_TEST(q.size() == 3u);
    world.spawn([&] {
      BOOST_TEST(!q.put_for(third, 1s));
      q.put(third);
    });
    BOOST_TEST(world.run().size() == 1u);
    BOOST_TEST(*q.try_get() == "zeroth");
    BOOST_TEST(q.size() == 2u);   // it was overfull: that is no room yet
    BOOST_TEST(q.clear() == 3u);  // with the one that waited
    BOOST_TEST(world.run().empty());
    BOOST_TEST(!q.try_get());
    world.spawn([&] { log += q.get(); });
    world.spawn([&] { log += q.get(); });
    BOOST_TEST(world.run().size() == 2u);
    q.unget("to the first ");
    q.try_put("to the second");
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "to the first to the second");
    BOOST_TEST(q.size() == 0u);  // what was handed over is not kept as well
  }

  template <class S> static void check() {
    for (std::uint64_t seed = 0; seed < 40; ++seed) conserves<S>(seed);
    keeps_the_order_and_its_bound<S>();
    need_not_wait<S>();
  }
};
every_strategy<microthread_queue> const microthread_queue_here;

}  // namespace
}  // namespace kont::conformance
