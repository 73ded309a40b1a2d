// coroutines/microthreads/condition.hpp -- waiting for what others do under a mutex.
//
// The wait is one operation in two queues, first here, then at the mutex: who is notified is moved
// on to the mutex's queue, not woken to run into it (wait morphing).
//
//   condition | waiting -> [watcher b]     notify     mutex | queue_ -> [watcher b]
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "coroutines/microthreads/mutex.hpp"

namespace kont {

/// A condition variable, to be used with one or more mutexes. A wait takes the mutex, or, in the
/// dialect direct, also a std::unique_lock of it; it gives the mutex back and waits in one step,
/// and has it again when it returns, also when an exception calls it off (in the dialect cps such
/// a microthread ends, and does not have it). Nobody is notified twice or by accident. Notifying
/// needs no lock, and switches to nobody. Every operation O(1), a wait is at most one switch.
/// (Hoare 1974; Lampson & Redell 1980.)
template <class World = scheduler<>> class condition : public blocking<World> {
  static constexpr bool cps = World::style == dialect::cps;
  template <class... Rest>
  static constexpr bool rest_only = sizeof...(Rest) == (cps ? 1 : 0) && !is_to_select<Rest...>;

 public:
  using typename blocking<World>::thread;
  explicit condition(World& world, std::string name = "a condition")
      : blocking<World>(world, std::move(name)) {}

  // In the dialect co, await what these return; in the dialect cps, pass the rest and return it.
  /// Waits until it is notified.
  template <class Lock, class... Rest>
  requires rest_only<Rest...>
  [[gnu::always_inline]] auto wait(Lock& lock, Rest... rest) {
    return World::await(watching<void>(*this, mutex_of(lock)), World::never, std::move(rest)...);
  }
  /// The same, till then at most. Returns whether it was notified.
  template <class Lock, class... Rest>
  requires rest_only<Rest...>
  [[gnu::always_inline]] auto wait_until(Lock& lock, instant t, Rest... rest) {
    return World::await(watching<bool>(*this, mutex_of(lock)), t, std::move(rest)...);
  }
  template <class Lock, class... Rest>
  requires rest_only<Rest...>
  [[gnu::always_inline]] auto wait_for(Lock& lock, timeline::duration d, Rest... rest) {
    return wait_until(lock, World::moment(d), std::move(rest)...);
  }

  // (In the dialect co: while (!holds()) co_await c.wait(m).)
  /// Waits until `holds()`, asked with the mutex ours: at once, and whenever it is notified.
  template <class Lock, std::predicate P>
  requires(World::style == dialect::direct) void wait(Lock& lock, P holds) {
    while (!holds()) wait(lock);
  }
  /// The same, till then at most. Returns what `holds()` says in the end.
  template <class Lock, std::predicate P>
  requires(World::style == dialect::direct) bool wait_until(Lock& lock, instant t, P holds) {
    while (!holds()) {
      if (!wait_until(lock, t)) return holds();
    }
    return true;
  }
  template <class Lock, std::predicate P>
  requires(World::style == dialect::direct) bool wait_for(Lock& lock, timeline::duration d,
                                                          P holds) {
    return wait_until(lock, World::moment(d), std::move(holds));
  }
  template <class Lock, std::predicate P, class Rest, class S = typename World::strategy_type>
  requires cps typename S::action wait(Lock& lock, P holds, Rest rest) {
    if (holds()) return rest();
    return wait(lock, [this, &lock, holds = std::move(holds), rest = std::move(rest)]() mutable {
      return wait(lock, std::move(holds), std::move(rest));
    });
  }

  void notify_one() noexcept { notify(1); }
  /// Notifies the `n` who have waited longest, or as many as wait. O(n).
  void notify(std::size_t n) noexcept {
    typename blocking<World>::section const alone(this->guard_);
    for (; n != 0; --n) {
      auto* const t = queue_.pop();
      if (t == nullptr) return;
      static_cast<watcher*>(t)->notice();
    }
  }
  void notify_all() noexcept { notify(std::numeric_limits<std::size_t>::max()); }

 private:
  struct watcher : operation_on<condition> {
    watcher(condition& c, mutex<World>& m) noexcept
        : operation_on<condition>(c, c.queue_, "wait"), lock(m) {}
    void enqueue(thread& me) noexcept {
      operation_on<condition>::enqueue(me);
      lock.unlock();
    }
    void notice() noexcept {
      noticed = true;
      this->who->answered = true;  // an exception may not call it off any more
      if (has_lock_again()) this->object.world_.wake(*this);
    }
    bool call_off(bool by_exception) noexcept final {
      bool const ends = cps && by_exception;  // also when it waits for the mutex already
      if (relocks && !ends) return false;
      this->withdraw();
      if (this->is_orphan() || ends) return true;
      if (!has_lock_again()) return false;
      if (cps) this->who->answered = true;  // only its rest can unlock it: a raise waits for that
      return true;
    }
    bool has_lock_again() noexcept {
      typename blocking<World>::section const alone(lock.guard_);  // inside that of the condition
      relocks = !lock.take(this->who->id);
      if (relocks) {
        this->who->waits_surely();
        this->verb = "lock";
        this->move_to(lock.queue_);
      }
      return !relocks;
    }
    char const* on() const noexcept final { return relocks ? lock.name() : this->object.name(); }
    std::uint64_t holder() const noexcept final { return relocks ? lock.holder() : 0; }

    mutex<World>& lock;
    bool noticed = false;
    bool relocks = false;  // it is in the mutex's queue
  };
  template <class R> struct watching final : watcher {
    using watcher::watcher;
    static bool ready() noexcept { return false; }
    R result(bool) const noexcept { return answered<R>(this->noticed); }
  };
  template <class Lock> static mutex<World>& mutex_of(Lock& lock) noexcept {
    if constexpr (requires { lock.mutex(); }) {
      return *lock.mutex();
    } else {
      return lock;
    }
  }

  wait_queue<thread> queue_;
};
template <class World, class... Name> condition(World&, Name...) -> condition<World>;

}  // namespace kont
