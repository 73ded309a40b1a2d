// tests/reliability/programs_of_locks.hpp -- random programs of locks and joins, for r16 and r19.
#pragma once
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <utility>

#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/scheduler.hpp"

namespace kont::test {

using namespace std::chrono_literals;

/// Microthreads that take locks, for ever or for a while, sleep, and have children whom they join,
/// at random: the same for the same seed, and the same choices of the policy. Where locks are taken
/// `in order`, and children are joined by who has none, nobody waits for ever.
template <class World> struct program_of_locks {
  template <class P>
  program_of_locks(unsigned seed, bool ordered, P policy)
      : random(seed), in_order(ordered), kept(std::move(policy)) {
    for (auto& l : locks) l = std::make_unique<mutex<World>>(world);
    for (auto n = 2 + roll(3); n > 0; --n) world.spawn([this] { act(0, 0); });
  }
  ~program_of_locks() { kept.reset(); }  // before its locks
  std::size_t roll(std::size_t n) {
    std::size_t const lot = (random() + bias) % n;
    for (auto const part : {lot, std::size_t{World::running()}}) course = (course ^ part) * prime;
    return lot;
  }

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
          World::sleep_for(1s * roll(3));
          break;
        default:
          World::yield();
      }
    }
  }
  void take(std::size_t which, int deep) {
    std::unique_lock const mine(*locks[which]);
    World::yield();
    act(which + 1, deep + 1);
  }
  // In no order, but not for ever.
  void try_for_a_while() {
    std::unique_lock mine(*locks[roll(locks.size())], std::defer_lock);
    if (mine.try_lock_for(1s)) World::yield();
  }

  static constexpr std::uint64_t prime = 0x100000001b3u;  // FNV-1a's
  std::minstd_rand random;
  std::uint64_t bias = 0;  // what it depends on besides, and should not
  bool in_order;
  std::uint64_t course = 0xcbf29ce484222325u;  // a digest of who drew what, in order
  std::optional<World> kept;
  World& world = *kept;
  std::array<std::unique_ptr<mutex<World>>, 4> locks;
};

}  // namespace kont::test
