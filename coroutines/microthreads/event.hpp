// coroutines/microthreads/event.hpp -- something happens, once or for good, and all see it.
#pragma once
#include <string>
#include <utility>

#include "coroutines/microthreads/blocking.hpp"
#include "coroutines/microthreads/scheduler.hpp"

namespace kont {

/// A flag to wait for. Every operation O(1), but O(those who wait) for set and pulse, which switch
/// to nobody. (Win32's manual-reset event; Python's threading.Event.)
template <class World = scheduler<>> class event : public blocking<World> {
  using typename blocking<World>::section;

 public:
  explicit event(World& world, std::string name = "an event")
      : blocking<World>(world, std::move(name)) {}

  bool is_set() const noexcept {
    section const alone(this->guard_);
    return set_;
  }
  /// It has happened: wakes all who wait, and from now on nobody waits.
  void set() noexcept {
    section const alone(this->guard_);
    set_ = true;
    this->wake_all(queue_);
  }
  /// From now on one waits again.
  void clear() noexcept {
    section const alone(this->guard_);
    set_ = false;
  }
  /// Wakes those who wait now.
  void pulse() noexcept {
    section const alone(this->guard_);
    this->wake_all(queue_);
  }

  // In the dialect co, await what these return; in the dialect cps, pass the rest and return it.
  /// Waits until it is set, or pulsed.
  template <class... Rest> [[gnu::always_inline]] auto wait(Rest... rest) {
    return World::await(waiting_for<void>(*this), World::never, std::move(rest)...);
  }
  /// The same, till then at most. Returns whether it was.
  template <class... Rest> [[gnu::always_inline]] auto wait_until(instant t, Rest... rest) {
    return World::await(waiting_for<bool>(*this), t, std::move(rest)...);
  }
  template <class... Rest>
  [[gnu::always_inline]] auto wait_for(timeline::duration d, Rest... rest) {
    return wait_until(World::moment(d), std::move(rest)...);
  }

  /// The operation, for what is built on an event.
  struct waiter : operation_on<event> {
    explicit waiter(event& e, char const* does = "wait") noexcept
        : operation_on<event>(e, e.queue_, does) {}
    bool ready() const noexcept { return this->object.set_; }
  };

 private:
  template <class R> struct waiting_for final : waiter {
    using waiter::waiter;
    R result(bool in_time) const noexcept { return answered<R>(in_time); }
  };

  bool set_ = false;
  wait_queue<typename World::thread> queue_;
};
template <class World, class... Name> event(World&, Name...) -> event<World>;

}  // namespace kont
