// coroutines/microthreads/semaphore.hpp -- permits: taken, waited for, given back.
#pragma once
#include <cstddef>
#include <string>
#include <utility>

#include "coroutines/microthreads/blocking.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "lib/rule.hpp"

namespace kont {

/// So many permits; acquire takes one, and waits while there is none, first come first served.
/// Anybody may release. Every operation O(1), and at most one switch. (Dijkstra, EWD 35, 1962.)
template <class World = scheduler<>> class semaphore : public blocking<World> {
  using typename blocking<World>::section;

 public:
  semaphore(World& world, std::size_t permits, std::string name = "a semaphore")
      : blocking<World>(world, std::move(name)), permits_(permits) {}

  // In the dialect co, await what these return; in the dialect cps, pass the rest and return it.
  /// Waits until it has a permit.
  template <class... Rest> [[gnu::always_inline]] auto acquire(Rest... rest) {
    return World::await(acquiring<void>(*this), World::never, std::move(rest)...);
  }
  /// The same, till then at most. Returns whether it has.
  template <class... Rest> [[gnu::always_inline]] auto try_acquire_until(instant t, Rest... rest) {
    return World::await(acquiring<bool>(*this), t, std::move(rest)...);
  }
  template <class... Rest>
  [[gnu::always_inline]] auto try_acquire_for(timeline::duration d, Rest... rest) {
    return try_acquire_until(World::moment(d), std::move(rest)...);
  }
  bool try_acquire() noexcept {
    section const alone(this->guard_);
    return take();
  }
  /// Gives `n` more permits. Switches to nobody. O(who goes on).
  void release(std::size_t n = 1) noexcept {
    section const alone(this->guard_);
    rule(permits_ + n >= n, "release: more permits than a semaphore can count");
    for (; n != 0; --n) {
      auto* const next = queue_.pop();
      if (next == nullptr) break;
      this->world_.wake(*next);
    }
    permits_ += n;
  }
  std::size_t permits() const noexcept {
    section const alone(this->guard_);
    return permits_;
  }

 private:
  template <class R> struct acquiring final : operation_on<semaphore> {
    explicit acquiring(semaphore& s) noexcept : operation_on<semaphore>(s, s.queue_, "acquire") {}
    bool ready() noexcept { return this->object.take(); }
    R result(bool in_time) const noexcept { return answered<R>(in_time); }
  };
  bool take() noexcept {
    if (permits_ == 0) return false;
    --permits_;
    return true;
  }

  std::size_t permits_;  // 0 while somebody waits
  wait_queue<typename World::thread> queue_;
};

}  // namespace kont
