// coroutines/microthreads/preemption.hpp -- soft preemption: whoever runs too long is stopped where
// that can do no harm.
#pragma once
#include <atomic>
#include <cstdint>
#include <utility>

#include "coroutines/microthreads/running_here.hpp"

namespace kont {

/// What is thrown out of a call that would wait, in a microthread that may not: see
/// microthread_handle::trap_blocks.
struct block_trapped {};

/// Counts the checkpoints of the microthread that runs. A turn has a quantum of them; a turn that
/// nobody counts in costs nothing. `ring` may be called by a signal handler, or another thread.
class pulse {
 public:
  static constexpr std::uint64_t unlimited = ~std::uint64_t{0};

  /// From the next turn on. A number too large to be reached: never.
  void set_quantum(std::uint64_t checkpoints) noexcept { quantum_ = checkpoints; }
  std::uint64_t quantum() const noexcept { return quantum_; }
  /// A checkpoint, in this turn. True: it is time to stop.
  [[gnu::always_inline]] bool beat(std::uint64_t turn) noexcept {
    if (turn != turn_) [[unlikely]] {
      turn_ = turn;
      left_ = quantum_;
    }
    if (left_ != 0 && --left_ != 0 && !rung_.load(std::memory_order_relaxed)) [[likely]]
      return false;
    return may_stop();
  }
  void ring() noexcept { rung_.store(true, std::memory_order_relaxed); }

  // For run_watched: from now on whoever overruns is caught, instead of letting others go first.
  void watch(bool yes) noexcept {
    watches_ = yes;
    caught_ = nullptr;
  }
  bool catches(void* who) noexcept {
    if (watches_) caught_ = who;
    return watches_;
  }
  void* caught() const noexcept { return caught_; }
  // An atomic section: who is inside is not stopped, until it comes out.
  void enter() noexcept { ++depth_; }
  void leave() noexcept { --depth_; }

 private:
  bool may_stop() noexcept {
    if (depth_ != 0) return false;
    rung_.store(false, std::memory_order_relaxed);
    turn_ = 0;
    return true;
  }

  std::uint64_t quantum_ = unlimited;
  std::uint64_t turn_ = 0, left_ = 0;
  unsigned depth_ = 0;
  std::atomic<bool> rung_ = false;
  bool watches_ = false;
  void* caught_ = nullptr;
};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler rings it");

/// Runs like run(), but a microthread that passes so many checkpoints in one turn is taken out of
/// the queue and returned, and the others stay as they are: put it back by insert(), or raise an
/// exception in it first. Null: nobody did, and nobody is ready. (Stackless Python's watchdog.)
template <class World>
typename World::thread* run_watched(World& world, std::uint64_t checkpoints) {
  struct watch {  // also when an exception leaves run_some()
    pulse& p;
    std::uint64_t const before;
    ~watch() {
      p.set_quantum(before);
      p.watch(false);
    }
  } const meanwhile{world.its_pulse(), world.its_pulse().quantum()};
  meanwhile.p.set_quantum(checkpoints);
  meanwhile.p.watch(true);
  world.run_some(pulse::unlimited);
  return static_cast<typename World::thread*>(meanwhile.p.caught());
}

/// While it lives, checkpoints do not stop the microthread that made it. It may not wait or yield:
/// what others are not to see half done would be seen. (uthread's atomic, startCritical.)
template <class World> class atomic_section {
 public:
  explicit atomic_section(World& world) noexcept : world_(world) { world_.its_pulse().enter(); }
  atomic_section(atomic_section&&) = delete;
  ~atomic_section() { world_.its_pulse().leave(); }

 private:
  World& world_;
};

/// While it lives, each call on this thread that would switch throws switch_trapped instead: for
/// code that must not be left half way. Costs the others nothing: it makes its microthread seem to
/// have an exception on its way, which every call that may switch looks for. Not on a crew.
/// (Stackless Python's switch_trap.)
template <class World>
requires(!World::shared) class switch_trap {
 public:
  explicit switch_trap(World&)
      : me_(World::running() != 0 ? &World::current("") : nullptr),
        was_trapped_(std::exchange(running_here<World>::trapped(), true)),
        was_disturbed_(me_ != nullptr && std::exchange(me_->disturbed, true)) {}
  switch_trap(switch_trap&&) = delete;
  ~switch_trap() {
    running_here<World>::trapped() = was_trapped_;
    if (me_ != nullptr) me_->disturbed = was_disturbed_;
  }

 private:
  typename World::thread* me_;  // null: nobody runs, or is refused all the same
  bool was_trapped_, was_disturbed_;
};

}  // namespace kont
