// tests/conformance/microthread_programs.cpp -- classic programs of threads, by their answers:
// a factorial with a microthread for each call, Santa Claus, dining philosophers.
#include <algorithm>
#include <memory>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "coroutines/microthreads/deadlock.hpp"
#include "coroutines/microthreads/event.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/queue.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/semaphore.hpp"
#include "papers/workloads/factorial.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

// --- factorial: each call is a microthread, and returns through a channel (Dalke, 2007) ----------

template <class S> std::string factorial_of(int n) {
  scheduler<fifo, S> world;
  return workloads::factorial_in(world, static_cast<workloads::number>(n)).str();
}

// --- Santa Claus: woken by nine reindeer or by three elves, and reindeer go first (Trono, 1994) --

template <class World> struct party {
  explicit party(World& world) : done(world) {}
  std::set<int> members;
  event<World> done;
};
// Those who wait in a room go to Santa when `size` of them are there.
template <class World> struct room {
  using party_ptr = std::shared_ptr<party<World>>;
  room(World& w, std::size_t n, semaphore<World>& santa) : world(w), size(n), bell(santa) {}

  void go_to_santa(int id) {
    auto const mine = filling;
    mine->members.insert(id);
    if (mine->members.size() == size) {
      filling = std::make_shared<party<World>>(world);
      ready.put(mine);
      bell.release();
    }
    mine->done.wait();
  }
  World& world;
  std::size_t size;
  semaphore<World>& bell;
  party_ptr filling = std::make_shared<party<World>>(world);
  queue<party_ptr, World> ready{world};
};

template <class S> struct north_pole {
  using World = scheduler<dice, S>;
  static constexpr int years = 10;

  explicit north_pole(std::uint64_t seed) : world(dice(seed)), random(seed) {}

  std::chrono::hours days(std::uint64_t least, std::uint64_t most) {
    return std::chrono::hours(24 * (least + random() % (most - least + 1)));
  }
  void lives(room<World>& door, int id, std::uint64_t least, std::uint64_t most) {
    world.spawn([&, this, id, least, most] {
      for (;;) {
        world.sleep_for(days(least, most));
        door.go_to_santa(id);
      }
    });
  }
  void santa() {
    while (deliveries < years) {
      bell.acquire();
      if (auto const team = stable.ready.try_get()) {
        world.sleep_for(24h);
        ++deliveries;
        whole_teams += (*team)->members.size() == 9;
        (*team)->done.set();
      } else {
        auto const group = workshop.ready.get();
        in_order += stable.ready.size() == 0;
        world.sleep_for(1h);
        ++consultations;
        whole_groups += group->members.size() == 3;
        group->done.set();
      }
    }
    world.kill_all();
  }
  void run() {
    for (int id = 0; id < 9; ++id) lives(stable, id, 100, 300);
    for (int id = 0; id < 10; ++id) lives(workshop, id, 1, 20);
    world.spawn([this] { santa(); });
    BOOST_TEST(world.run().empty());
  }

  World world;
  std::mt19937_64 random;
  semaphore<World> bell{world, 0};
  room<World> stable{world, 9, bell}, workshop{world, 3, bell};
  int deliveries = 0, whole_teams = 0, consultations = 0, whole_groups = 0, in_order = 0;
};

// --- dining philosophers: where a butler seats four of the five there is no deadlock -------------

template <class S> struct table {
  using World = scheduler<dice, S>;
  static constexpr std::size_t seats = 5;

  table(std::uint64_t seed, std::size_t admitted) : world(dice(seed)), butler(world, admitted) {
    for (std::size_t i = 0; i < seats; ++i) {
      forks.push_back(std::make_unique<mutex<World>>(world, "fork " + std::to_string(i)));
    }
    for (std::size_t i = 0; i < seats; ++i) {
      world.spawn("philosopher " + std::to_string(i), [this, i] {
        for (int n = 0; n < 10; ++n) {
          butler.acquire();
          {
            std::scoped_lock const left(*forks[i]);
            world.yield();
            std::scoped_lock const right(*forks[(i + 1) % seats]);
            ++meals;
          }
          butler.release();
          world.yield();
        }
      });
    }
  }
  // Returns how many wait for one another in the end.
  std::size_t dine() {
    try {
      run_to_end(world);
    } catch (deadlock const& d) {
      says = d.what();
      auto const n = d.cycle.size();
      world.kill_all(true);
      world.run();
      return n;
    }
    return 0;
  }

  World world;
  semaphore<World> butler;
  std::vector<std::unique_ptr<mutex<World>>> forks;
  int meals = 0;
  std::string says;
};

struct microthread_programs : direct_bodies {
  template <class S> static void factorials() {
    BOOST_TEST(factorial_of<S>(20) == "2432902008176640000");
    auto const all = factorial_of<S>(many_alive<S>(998));
    int sum = 0;
    for (char const c : all) sum += c - '0';
    bool const small = many_alive<S>(998) == 100;  // Project Euler's problem 20
    BOOST_TEST(all.size() == (small ? 158u : 2'562u));
    BOOST_TEST(all.starts_with(small ? "93326215443944152681" : "40279005012722099453"));
    BOOST_TEST(sum == (small ? 648 : 10'287));
  }
  template <class S> static void santa(std::uint64_t seed) {
    north_pole<S> pole(seed);
    pole.run();
    BOOST_TEST(pole.deliveries == pole.years);
    BOOST_TEST(pole.whole_teams == pole.years);
    BOOST_TEST(pole.consultations > 100);
    BOOST_TEST(pole.whole_groups == pole.consultations);
    BOOST_TEST(pole.in_order == pole.consultations);
  }
  template <class S> static void philosophers() {
    int stuck = 0;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      table<S> naive(seed, 5), repaired(seed, 4);
      auto const in_circle = naive.dine();
      BOOST_TEST((in_circle == 0 || in_circle == 5));
      if (in_circle == 0) {
        BOOST_TEST(naive.meals == 50);
      } else {
        BOOST_TEST(naive.says.starts_with(
            "deadlock: philosopher 0 waits to lock fork 1, held by philosopher 1, who waits"));
        ++stuck;
      }
      BOOST_TEST(repaired.dine() == 0u);
      BOOST_TEST(repaired.meals == 50);
    }
    BOOST_TEST(stuck > 0);
  }
  template <class S> static void check() {
    factorials<S>();
    for (std::uint64_t seed = 0; seed < 5; ++seed) santa<S>(seed);
    philosophers<S>();
  }
};
every_strategy<microthread_programs> const microthread_programs_here;

}  // namespace
}  // namespace kont::conformance
