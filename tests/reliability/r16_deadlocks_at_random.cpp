// tests/reliability/r16_deadlocks_at_random.cpp -- of programs of locks and joins, looked at after
// every turn: in a cycle are those who wait for ever, and nobody else.
#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <random>
#include <vector>

#include "coroutines/microthreads/deadlock.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/scheduler.hpp"

BOOST_AUTO_TEST_SUITE(r16_deadlocks_at_random)

namespace {
using namespace kont;
using namespace std::chrono_literals;
using W = scheduler<dice>;

#if defined(KONT_ASAN) || defined(KONT_TSAN) || defined(KONT_EMULATED) || !defined(__OPTIMIZE__)
constexpr unsigned programs = 1'000;
#else
constexpr unsigned programs = 10'000;
#endif

/// Microthreads that take locks, and children whom they join, at random. Where locks are taken `in
/// order`, and children are joined by who has none, nobody waits for ever.
struct program {
  program(unsigned seed, bool ordered) : random(seed), in_order(ordered), world(dice{seed}) {
    for (auto& l : locks) l = std::make_unique<mutex<W>>(world);
    for (auto n = 2 + roll(3); n > 0; --n) world.spawn([this] { act(0, 0); });
  }
  ~program() {  // before its locks
    world.kill_all(true);
    world.run();
  }
  std::size_t roll(std::size_t n) { return random() % n; }

  // By who has all its locks below `lowest`.
  void act(std::size_t lowest, int deep) {
    for (auto steps = 1 + roll(3); steps > 0; --steps) {
      auto const first = in_order ? lowest : 0;
      switch (roll(6)) {
        case 0:
        case 1:
          if (first == locks.size() || deep > 3) break;
          take(first + roll(locks.size() - first), deep);
          break;
        case 2:
          try_for_a_while();
          break;
        case 3:
          if ((in_order && lowest > 0) || deep > 2) break;
          world.spawn([this, deep] { act(0, deep + 1); }).join();
          break;
        case 4:
          W::sleep_for(1s * roll(3));
          break;
        default:
          W::yield();
      }
    }
  }
  void take(std::size_t which, int deep) {
    std::unique_lock const mine(*locks[which]);
    W::yield();
    act(which + 1, deep + 1);
  }
  // In no order, but not for ever.
  void try_for_a_while() {
    std::unique_lock mine(*locks[roll(locks.size())], std::defer_lock);
    if (mine.try_lock_for(1s)) W::yield();
  }

  std::minstd_rand random;
  bool in_order;
  W world;
  std::array<std::unique_ptr<mutex<W>>, 4> locks;
};

bool is_among(stuck const& one, std::vector<stuck> const& all) {
  return std::ranges::any_of(all, [&](stuck const& s) { return s.id == one.id; });
}

BOOST_AUTO_TEST_CASE(nobody_is_named_who_goes_on) {
  unsigned alarms = 0;
  for (unsigned seed = 0; seed < programs; ++seed) {
    program p(seed, true);
    bool alarm = false;
    while (!alarm && p.world.run_some(1)) alarm = !cycle_in(p.world).empty();
    alarms += alarm || !p.world.run().empty();
  }
  BOOST_TEST(alarms == 0u);
}
// Whoever is in a cycle that is found while it runs is left at its end; and without a cycle nobody.
BOOST_AUTO_TEST_CASE(everybody_is_named_who_does_not) {
  unsigned deadlocks = 0, too_many = 0;
  for (unsigned seed = 0; seed < programs; ++seed) {
    program p(seed, false);
    std::vector<stuck> found;
    bool also = false;  // as one found who counts those whom a deadline will free
    while (p.world.run_some(1)) {
      if (found.empty()) found = cycle_in(p.world);
      also = also || !cycle_among(stuck_in(p.world)).empty();
    }
    auto const left = p.world.run();
    bool const all_left = std::ranges::all_of(found, [&](auto& s) { return is_among(s, left); });
    if (!all_left) BOOST_ERROR("a false alarm in program " << seed);
    if (found.empty() != left.empty()) BOOST_ERROR("a cycle is missed in program " << seed);
    deadlocks += !left.empty();
    too_many += also && left.empty();
  }
  BOOST_TEST_MESSAGE(deadlocks << " of " << programs << " programs have a deadlock");
  BOOST_TEST(deadlocks > programs / 10);
  BOOST_TEST(deadlocks < programs);
  BOOST_TEST(too_many > 0);  // a fault that is seeded, and found
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
