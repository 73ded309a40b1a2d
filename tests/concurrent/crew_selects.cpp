// tests/concurrent/crew_selects.cpp -- a select on a crew does one thing of several, and what it
// does not do stays to be done, whatever other workers do meanwhile.
#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

#include "coroutines/microthreads/barrier.hpp"
#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/event.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/select.hpp"
#include "coroutines/microthreads/semaphore.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_selects)

namespace {
using namespace kont;
using namespace std::chrono_literals;

// Both ends select: each value goes one way, once, and in the end nobody stands in a queue.
struct conserves {
  static constexpr int members = 4, each = 400 / slower;
  std::size_t capacity;
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    channel<int, World> a(world, capacity), b(world, capacity), c(world, capacity);
    std::vector<std::atomic<int>> got(members * each);
    for (int k = 0; k < members; ++k) {
      auto const note = [&got](int n) { ++got[static_cast<std::size_t>(n)]; };
      auto const nothing = [] {};
      if constexpr (direct<World>) {
        world.spawn([&, k, nothing] {
          for (int i = k * each; i < (k + 1) * each; ++i)
            select(on_send(a, i, nothing), on_send(b, i, nothing), on_send(c, i, nothing));
        });
        world.spawn([&, note] {
          for (int i = 0; i < each; ++i)
            select(on_receive(c, note), on_receive(a, note), on_receive(b, note));
        });
      } else {
        world.spawn([&, k, nothing]() -> body_of<World> {
          for (int i = k * each; i < (k + 1) * each; ++i)
            co_await select(on_send(a, i, nothing), on_send(b, i, nothing), on_send(c, i, nothing));
        });
        world.spawn([&, note]() -> body_of<World> {
          for (int i = 0; i < each; ++i)
            co_await select(on_receive(c, note), on_receive(a, note), on_receive(b, note));
        });
      }
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(std::ranges::all_of(got, [](auto const& n) { return n == 1; }));
    for (auto* const ch : {&a, &b, &c}) BOOST_TEST(ch->balance() == 0);
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(select_meets_select) { on_each_crew(conserves{0}); }
BOOST_AUTO_TEST_CASE(select_meets_select_with_buffers) { on_each_crew(conserves{2}); }

// A message and a deadline: what was sent has been received, what was not is still the sender's.
BOOST_AUTO_TEST_CASE(a_deadline_takes_nothing_along) {
  on_few_and_many([](world_of_many& world) {
    constexpr int each = 400 / slower;
    channel<int, world_of_many> a(world), b(world);
    std::atomic<int> received = 0, late = 0, sent = 0, kept = 0;
    for (int k = 0; k < 2; ++k) {
      world.spawn([&] {
        for (int i = 0; i < each; ++i) {
          select(on_receive(a, [&](int) { ++received; }), on_receive(b, [&](int) { ++received; }),
                 after(std::chrono::microseconds(i % 30), [&] { ++late; }));
        }
      });
      world.spawn([&, k] {
        for (int i = 0; i < each; ++i) {
          (k == 0 ? a : b).try_send_for(i, std::chrono::microseconds(i % 20)) ? ++sent : ++kept;
        }
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(received + late == 2 * each);
    BOOST_TEST(sent == received);
    BOOST_TEST(a.balance() == 0);
    BOOST_TEST(b.balance() == 0);
  });
}

// Ends of others, locks, permits, events: what it leaves, others have.
BOOST_AUTO_TEST_CASE(it_waits_for_all_that_one_can_wait_for) {
  on_few_and_many([](world_of_many& world) {
    constexpr int members = 6, each = 200 / slower;
    mutex<world_of_many> m(world);
    semaphore<world_of_many> s(world, 1);
    event<world_of_many> e(world);
    std::atomic<int> inside_m = 0, inside_s = 0, done = 0;
    std::atomic<bool> apart = true;
    for (int k = 0; k < members; ++k) {
      world.spawn([&] {
        for (int i = 0; i < each; ++i) {
          auto const use = [&](std::atomic<int>& inside) {
            if (++inside != 1) apart = false;
            if (i % 3 == 0) world.yield();
            --inside, ++done;
          };
          select(on(m.lock(to_select), [&] { use(inside_m), m.unlock(); }),
                 on(s.acquire(to_select), [&] { use(inside_s), s.release(); }));
        }
      });
    }
    auto child = world.spawn([&] { select(on(e.wait(to_select), [] {})); });
    std::size_t ended = 9;
    world.spawn([&] {
      select(on(child.join(to_select), [&] { ended = 0; }), after(1h, [&] { ended = 1; }));
    });
    world.spawn([&] {
      world.yield();
      e.set();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(apart);
    BOOST_TEST(done == members * each);
    BOOST_TEST(ended == 0u);
    BOOST_TEST(m.holder() == 0u);
    BOOST_TEST(s.permits() == 1u);
  });
}

// A barrier counts who has come, and not who has gone on with something else.
BOOST_AUTO_TEST_CASE(who_leaves_a_barrier_has_not_come) {
  on_few_and_many([](world_of_many& world) {
    barrier<world_of_many> two(world, 2);
    channel<int, world_of_many> c(world);
    std::atomic<int> met = 0, told = 0;
    for (int i = 0; i < 50 / slower; ++i) {
      auto child = world.spawn([&] {
        select(on(two.arrive_and_wait(to_select), [&] { ++met; }),
               on_receive(c, [&](int) { ++told; }));
      });
      world.spawn([&] { c.send(1); });
      BOOST_TEST(world.run().empty());
    }
    BOOST_TEST(told == 50 / slower);
    world.spawn([&] { two.arrive_and_wait(), ++met; });
    world.spawn([&] { two.arrive_and_wait(), ++met; });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(met == 2);
  });
}

// No alternative is starved.
BOOST_AUTO_TEST_CASE(it_is_fair) {
  on_few_and_many([](world_of_many& world) {
    std::array<int, 3> count{};
    channel<int, world_of_many> a(world, 900), b(world, 900), c(world, 900);
    for (int k = 0; k < 900; ++k) a.try_send(k), b.try_send(k), c.try_send(k);
    world.spawn([&] {
      for (int k = 0; k < 900; ++k) {
        select(on_receive(a, [&](int) { ++count[0]; }), on_receive(b, [&](int) { ++count[1]; }),
               on_receive(c, [&](int) { ++count[2]; }));
      }
    });
    BOOST_TEST(world.run().empty());
    for (int const n : count) BOOST_TEST((200 < n && n < 400));
  });
}

BOOST_AUTO_TEST_CASE(a_closed_channel_comes_out_of_it) {
  on_few_and_many([](world_of_many& world) {
    channel<int, world_of_many> a(world), b(world);
    std::atomic<int> thrown = 0, ends = 0;
    world.spawn([&] {
      try {
        select(on_receive(a, [](int) {}), on_receive(b, [](int) {}));
      } catch (channel_closed const&) { ++thrown; }
      try {
        select(on_receive(b, [](int) {}), on_send(a, 1, [] {}));
      } catch (channel_closed const&) { ++thrown; }
      select(on_receive(a, [&](std::optional<int> n) { ends += !n; }));
    });
    world.spawn([&] {
      world.yield();
      a.close();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(thrown == 2);
    BOOST_TEST(ends == 1);
    BOOST_TEST(b.balance() == 0);
  });
}

// With the crew whoever is left goes, one that waits and one that was answered; with what they wait
// for gone before, or after.
BOOST_AUTO_TEST_CASE(it_is_dropped_with_its_crew) {
  for (bool const objects_go_first : {false, true}) {
    int unwound = 0;
    struct guest {
      int& n;
      ~guest() { ++n; }
    };
    auto world = std::make_unique<world_of_many>(1u);
    auto a = std::make_unique<channel<int, world_of_many>>(*world);
    auto b = std::make_unique<channel<int, world_of_many>>(*world);
    auto const wait = [&] {
      guest const here{unwound};
      select(on_receive(*a, [](int) {}), on_receive(*b, [](int) {}));
    };
    world->spawn(wait), world->spawn(wait);
    BOOST_TEST(world->run().size() == 2u);
    world->spawn([&]() {
      a->send(1);
      throw std::runtime_error("the others stay as they are");
    });
    BOOST_CHECK_THROW(world->run(), std::runtime_error);
    BOOST_TEST(unwound == 0);
    if (objects_go_first) a.reset(), b.reset();
    world.reset();
    BOOST_TEST(unwound == 2);
  }
}

// One was answered by b, and a took it for one that still waits; then both are gone.
BOOST_AUTO_TEST_CASE(it_has_lost_a_queue_that_is_no_more) {
  bool received = false;
  {
    world_of_many world(1);
    channel<int, world_of_many> a(world), b(world);
    world.spawn([&] {
      select(on_receive(a, [&](int) { received = true; }),
             on_receive(b, [&](int) { received = true; }));
    });
    world.spawn([&] {
      b.try_send(1);
      a.try_send(2);
      throw std::runtime_error("it does not get to run");
    });
    BOOST_CHECK_THROW(world.run(), std::runtime_error);
  }
  BOOST_TEST(!received);
}

BOOST_AUTO_TEST_SUITE_END()
