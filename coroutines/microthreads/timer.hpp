// coroutines/microthreads/timer.hpp -- what is to be at a certain time.
#pragma once
#include <algorithm>
#include <string>
#include <utility>

#include "coroutines/microthreads/blocking.hpp"
#include "coroutines/microthreads/scheduler.hpp"

namespace kont {

/// An interval to wait for that counts from start(), whatever was done in between. Every operation
/// O(1), a wait O(log sleepers). (uthread's Timer.)
template <class World = scheduler<>> class timer : public blocking<World> {
  using section = typename blocking<World>::section;

 public:
  timer(World& world, timeline::duration interval, std::string name = "a timer")
      : blocking<World>(world, std::move(name)), interval_(interval) {
    start();
  }
  /// Counts from now (at first: from its making).
  void start() noexcept {
    section const alone(this->guard_);
    auto const now = this->world_.clock().now();
    over_at_ = interval_ > World::never - now ? World::never : now + interval_;
  }
  bool is_over() const noexcept { return this->world_.clock().now() >= over_at(); }

  // In the dialect co, await what these return; in the dialect cps, pass the rest and return it.
  /// Waits until it is over; a start() meanwhile is for those who come later.
  template <class... Rest> [[gnu::always_inline]] auto wait(Rest... rest) {
    auto const end = over_at();
    return World::await(elapsing<void>(*this, end), end, std::move(rest)...);
  }
  /// The same, till then at most. Returns whether it is.
  template <class... Rest> [[gnu::always_inline]] auto wait_until(instant t, Rest... rest) {
    auto const end = over_at();
    return World::await(elapsing<bool>(*this, end), std::min(t, end), std::move(rest)...);
  }
  template <class... Rest>
  [[gnu::always_inline]] auto wait_for(timeline::duration d, Rest... rest) {
    return wait_until(World::moment(d), std::move(rest)...);
  }

 private:
  template <class R> struct elapsing final : unqueued {
    elapsing(timer& t, instant end) noexcept : unqueued("wait"), object(t), over_at(end) {}
    bool ready() const noexcept { return object.world_.clock().now() >= over_at; }
    R result(bool) const noexcept { return answered<R>(ready()); }
    char const* on() const noexcept final { return object.name(); }
    timer& object;
    instant over_at;
  };

  instant over_at() const noexcept {
    section const alone(this->guard_);
    return over_at_;
  }

  timeline::duration interval_;
  instant over_at_{};
};

/// Calls `f()` when it is `t`, in a microthread of its own, made with these attributes; `f` must
/// not wait. In every dialect.
template <class World, class F>
typename World::handle call_at(World& world, typename World::attributes a, instant t, F f) {
  if constexpr (World::style == dialect::direct) {
    return world.spawn(a, [t, f = std::move(f)]() mutable {
      World::sleep_until(t);
      f();
    });
  } else if constexpr (World::style == dialect::co) {
    return world.spawn(a, [t, f = std::move(f)]() mutable -> typename World::template body_of<> {
      co_await World::sleep_until(t);
      f();
    });
  } else {
    return world.spawn(a, [t, f = std::move(f)]() mutable {
      return World::sleep_until(t, [f = std::move(f)]() mutable {
        f();
        return World::done();
      });
    });
  }
}
template <class World, class F> typename World::handle call_at(World& world, instant t, F f) {
  return call_at(world, {}, t, std::move(f));
}

}  // namespace kont
