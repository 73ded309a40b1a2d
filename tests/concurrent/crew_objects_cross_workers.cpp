// tests/concurrent/crew_objects_cross_workers.cpp -- semaphores, shared mutexes, queues, events,
// latches, barriers and futures do on several workers what they do on one.
#include <algorithm>
#include <atomic>
#include <mutex>
#include <shared_mutex>
#include <utility>
#include <vector>

#include "coroutines/microthreads/barrier.hpp"
#include "coroutines/microthreads/future.hpp"
#include "coroutines/microthreads/latch.hpp"
#include "coroutines/microthreads/queue.hpp"
#include "coroutines/microthreads/semaphore.hpp"
#include "coroutines/microthreads/shared_mutex.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_objects_cross_workers)

namespace {
using namespace kont;
}  // namespace

BOOST_AUTO_TEST_CASE(a_semaphore_lets_so_many_in) {
  on_few_and_many([](world_of_many& world) {
    constexpr int permits = 2, each = 500 / slower;
    semaphore<world_of_many> s(world, permits);
    std::atomic<int> inside = 0, entered = 0;
    std::atomic<bool> too_many = false;
    for (int k = 0; k < 6; ++k) {
      world.spawn([&] {
        for (int i = 0; i < each; ++i) {
          s.acquire();
          if (++inside > permits) too_many = true;
          if (i % 3 == 0) world.yield();
          ++entered;
          --inside;
          s.release();
        }
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(!too_many);
    BOOST_TEST(entered == 6 * each);
    BOOST_TEST(s.permits() == static_cast<unsigned>(permits));
  });
}

BOOST_AUTO_TEST_CASE(a_deadline_takes_no_permit_along) {
  on_few_and_many([](world_of_many& world) {
    semaphore<world_of_many> s(world, 0);
    std::atomic<int> had = 0, late = 0;
    constexpr int takers = 200 / slower;
    for (int k = 0; k < takers; ++k) {
      world.spawn([&, k] { s.try_acquire_for(std::chrono::microseconds(k * 5)) ? ++had : ++late; });
    }
    world.spawn([&] {
      for (int k = 0; k < takers / 2; ++k) s.release(), world.yield();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(had + late == takers);
    BOOST_TEST(had + static_cast<int>(s.permits()) == takers / 2);
  });
}

BOOST_AUTO_TEST_CASE(a_shared_mutex_lets_a_writer_in_alone) {
  on_few_and_many([](world_of_many& world) {
    constexpr int each = 500 / slower;
    shared_mutex<world_of_many> m(world);
    std::atomic<int> reading = 0;
    std::atomic<bool> broken = false;
    long written = 0;  // under the lock only
    for (int k = 0; k < 3; ++k) {
      world.spawn([&] {
        for (int i = 0; i < each; ++i) {
          std::shared_lock const in(m);
          ++reading;
          if (i % 3 == 0) world.yield();
          if (written < 0) broken = true;
          --reading;
        }
      });
      world.spawn([&] {
        for (int i = 0; i < each; ++i) {
          std::unique_lock const in(m);
          auto const before = std::exchange(written, -1);
          if (before < 0 || reading != 0) broken = true;
          if (i % 3 == 0) world.yield();
          written = before + 1;
        }
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(!broken);
    BOOST_TEST(written == 3 * each);
  });
}

BOOST_AUTO_TEST_CASE(a_shared_mutex_lets_readers_in_together) {
  on_few_and_many([](world_of_many& world) {
    constexpr int readers = 20;
    shared_mutex<world_of_many> m(world);
    latch<world_of_many> all(world, readers);
    for (int k = 0; k < readers; ++k) {
      world.spawn([&] {
        std::shared_lock const in(m);
        all.arrive_and_wait();  // for ever, if they came in one by one
      });
    }
    BOOST_TEST(world.run().empty());
  });
}

// Who gives up takes nothing along, and does not keep out the readers who have come after it.
BOOST_AUTO_TEST_CASE(a_writer_that_gives_up_lets_readers_in) {
  on_few_and_many([](world_of_many& world) {
    shared_mutex<world_of_many> m(world);
    std::atomic<int> wrote = 0, late = 0, read = 0;
    constexpr int writers = 100 / slower;
    for (int k = 0; k < writers; ++k) {
      world.spawn([&, k] {
        if (!m.try_lock_for(std::chrono::microseconds(k * 5))) return void(++late);
        ++wrote;
        world.yield();
        m.unlock();
      });
      world.spawn([&] {
        std::shared_lock const in(m);
        ++read;
        world.yield();
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(wrote + late == writers);
    BOOST_TEST(read == writers);
    BOOST_TEST(m.readers() == 0u);
    BOOST_TEST(m.holder() == 0u);
  });
}

BOOST_AUTO_TEST_CASE(a_queue_loses_and_doubles_nothing) {
  on_few_and_many([](world_of_many& world) {
    constexpr int putters = 3, each = 500 / slower;
    queue<int, world_of_many> line(world, 4);
    std::vector<std::atomic<int>> got(putters * each);
    for (int k = 0; k < putters; ++k) {
      world.spawn([&, k] {
        for (int i = 0; i < each; ++i) line.put(k * each + i);
      });
      world.spawn([&] {
        for (int i = 0; i < each; ++i) ++got[static_cast<std::size_t>(line.get())];
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(line.size() == 0u);
    BOOST_TEST(std::ranges::all_of(got, [](auto const& n) { return n == 1; }));
  });
}

BOOST_AUTO_TEST_CASE(an_event_and_a_latch_wake_all) {
  on_few_and_many([](world_of_many& world) {
    constexpr int waiters = 50;
    event<world_of_many> begin(world);
    latch<world_of_many> done(world, waiters);
    std::atomic<int> ran = 0, seen = -1;
    for (int k = 0; k < waiters; ++k) {
      world.spawn([&] {
        begin.wait();
        ++ran;
        done.count_down();
      });
    }
    world.spawn([&] {
      done.wait();
      seen = ran.load();
    });
    world.spawn([&] {
      world.yield();
      begin.set();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(seen == waiters);
  });
}

// Nobody is ahead of anybody by more than a phase, and the completion is alone.
BOOST_AUTO_TEST_CASE(a_barrier_holds_all_together) {
  on_few_and_many([](world_of_many& world) {
    constexpr int members = 5, phases = 300 / slower;
    int met = 0;  // by completions only
    std::atomic<int> came = 0;
    std::atomic<bool> broken = false;
    barrier<world_of_many> all(world, members, [&] {
      if (came.exchange(0) != members) broken = true;
      ++met;
    });
    for (int k = 0; k < members; ++k) {
      world.spawn([&, k] {
        for (int phase = 0; phase < phases; ++phase) {
          if ((phase + k) % 3 == 0) world.yield();
          ++came;
          all.arrive_and_wait();
          if (met < phase + 1) broken = true;  // (nobody writes it before all have come again)
        }
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(!broken);
    BOOST_TEST(met == phases);
  });
}

// With deadlines, those who wait together are told the same: a phase is of so many, or of nobody.
BOOST_AUTO_TEST_CASE(a_barrier_counts_who_is_late_or_has_come) {
  on_few_and_many([](world_of_many& world) {
    constexpr int tries = 400 / slower;
    std::atomic<int> met = 0, late = 0, phases = 0;
    barrier<world_of_many> two(world, 2, [&] { ++phases; });
    for (int k = 0; k < 2; ++k) {
      world.spawn([&, k] {
        for (int i = 0; i < tries; ++i) {
          if (k == 1 && i % 2 == 0) world.sleep_for(std::chrono::microseconds(i % 40));
          two.arrive_and_wait_for(std::chrono::microseconds(i % 30)) ? ++met : ++late;
        }
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(met + late == 2 * tries);
    BOOST_TEST(met == 2 * phases);
  });
}

BOOST_AUTO_TEST_CASE(futures_bring_what_was_promised) {
  on_few_and_many([](world_of_many& world) {
    long sum = 0;
    world.spawn([&] {
      std::vector<future<long, world_of_many>> parts;
      for (long k = 1; k <= 100; ++k) {
        parts.push_back(async(world, [&world, k] {
          if (k % 2 == 0) world.yield();
          return k;
        }));
      }
      for (auto& part : parts) sum += part.get();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(sum == 5050);
  });
}

BOOST_AUTO_TEST_SUITE_END()
