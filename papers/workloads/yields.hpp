// papers/workloads/yields.hpp -- n microthreads that count together and yield after each number.
#pragma once
#include <concepts>
#include <cstdint>

#include "continuations/strategies/machine.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "papers/ladder/row.hpp"
#include "papers/workloads/opaque.hpp"

namespace kont::workloads {

using ladder::fixture;
using ladder::work;
using number = std::uint64_t;

/// What a microthread throws to give control back to who called run(), while all others are ready.
struct all_taken {};

/// What the microthreads share. A yield is counted by who yields.
struct count {
  number next = 0, end = 0, sum = 0;
  bool ending = false;

  /// The running one takes a number; false when all are taken.
  [[gnu::always_inline]] bool take(number& v) {
    if (next == end) [[unlikely]]
      return false;
    v = next++;
    opaque(v);
    sum += v;
    return true;
  }
  /// When all are taken: the run ends, or else the one who found that.
  void no_more() const {
    if (!ending) throw all_taken();
  }
};

/// In one frame with that of whoever calls it, as the compiler would make of a body with less in
/// it: the second takes 80 bytes, in which nothing is kept but registers.
template <class World>
requires(World::style == dialect::direct) void spawn_counter(World& world, count& shared) {
  world.spawn([&shared]() __attribute__((always_inline)) {
    own_line mine;
    number v = 0;
    while (shared.take(v)) {
      mine.touch(v);
      World::yield();
    }
    shared.no_more();
  });
}
template <class World>
requires(World::style == dialect::co) void spawn_counter(World& world, count& shared) {
  world.spawn([&shared]() -> typename World::template body_of<> {
    own_line mine;
    number v = 0;
    while (shared.take(v)) {
      mine.touch(v);
      co_await World::yield();
    }
    shared.no_more();
  });
}
/// What a rest holds is written anew at every step: that is its line. A state machine has its own.
template <class World> typename World::strategy_type::action count_on(count& shared) {
  if (number v = 0; !shared.take(v)) return shared.no_more(), World::done();
  return World::yield([&shared] { return count_on<World>(shared); });
}
template <class World>
requires(World::style == dialect::cps) void spawn_counter(World& world, count& shared) {
  if constexpr (std::same_as<typename World::strategy_type, machine>) {
    world.spawn([&shared, mine = own_line()]() mutable {
      number v = 0;
      if (!shared.take(v)) return shared.no_more(), World::done();
      mine.touch(v);
      return World::yield();
    });
  } else {
    world.spawn([&shared] { return count_on<World>(shared); });
  }
}

/// One operation is one yield, with n alive that do nothing else. They are never fewer: in place of
/// the one that ends a run another begins, so a run costs one of them more, whatever n is.
template <class World> class yields : public fixture {
 public:
  explicit yields(std::uint64_t n) {
    for (std::uint64_t k = 0; k < n; ++k) spawn_counter(world_, shared_);
    yields::run(n);  // now all have begun
  }
  /// They end and are not dropped: to unwind, each would touch a page more of its stack.
  ~yields() override {
    shared_ = {.ending = true};
    world_.run();
  }

  work run(std::uint64_t ops) override {
    shared_ = {.end = ops};
    try {
      world_.run();
    } catch (all_taken const&) { spawn_counter(world_, shared_); }
    return {.ops = ops, .switches = ops, .checksum = shared_.sum};
  }

 private:
  count shared_;
  World world_;
};

}  // namespace kont::workloads
