// coroutines/microthreads/mutex.hpp -- mutual exclusion across waits: one microthread has it.
//
//   kont::mutex m(world);
//   world.spawn([&] { std::scoped_lock const mine(m); …; world.yield(); … });
//
// Between two waits a microthread is alone anyway, but for a crew's: a mutex is for what must hold
// over a wait.
#pragma once
#include <cstdint>
#include <string>
#include <utility>

#include "coroutines/microthreads/blocking.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "lib/rule.hpp"

namespace kont {

template <class World> class condition;

/// What mutex and recursive_mutex have in common. unlock() hands it to who has waited longest: so
/// nobody starves, and one that comes later cannot be faster. Every operation O(1), and at most
/// one switch. (Hoare 1974: direct hand-over, against Mesa's race for it.)
template <class World, bool Recursive> class basic_mutex : public blocking<World> {
 public:
  explicit basic_mutex(World& world, std::string name = "a mutex")
      : blocking<World>(world, std::move(name)) {}

  // In the dialect co, await what these return; in the dialect cps, pass the rest and return it.
  /// Waits until it is ours.
  template <class... Rest> [[gnu::always_inline]] auto lock(Rest... rest) {
    return World::await(locking<void>(*this), World::never, std::move(rest)...);
  }
  /// The same, till then at most. Returns whether it is ours.
  template <class... Rest> [[gnu::always_inline]] auto try_lock_until(instant t, Rest... rest) {
    return World::await(locking<bool>(*this), t, std::move(rest)...);
  }
  template <class... Rest>
  [[gnu::always_inline]] auto try_lock_for(timeline::duration d, Rest... rest) {
    return try_lock_until(World::moment(d), std::move(rest)...);
  }
  /// Takes it if that needs no wait. Returns whether it is ours.
  bool try_lock() noexcept {
    typename blocking<World>::section const alone(this->guard_);
    return take(World::running());
  }
  /// Only who locked it may; switches to nobody. Where no microthread runs nothing is checked, for
  /// those who are left at the end of a world unwind there.
  void unlock() noexcept {
    typename blocking<World>::section const alone(this->guard_);
    auto const me = World::running();
    rule(me == 0 || (depth_ != 0 && owner_ == me), "unlock: only who locked it may");
    if (depth_ == 0 || --depth_ != 0) return;
    auto* const next = queue_.pop();
    if (next == nullptr) return;
    take(next->who->id);
    this->world_.wake(*next);
  }
  /// The id of who has it; 0: nobody (or who locked it outside of all microthreads).
  std::uint64_t holder() const noexcept { return depth_ != 0 ? owner_ : 0; }

 private:
  friend condition<World>;
  template <class R> struct locking final : operation_on<basic_mutex> {
    explicit locking(basic_mutex& m) noexcept : operation_on<basic_mutex>(m, m.queue_, "lock") {}
    bool ready() noexcept { return this->object.take(World::running()); }
    R result(bool in_time) const noexcept { return answered<R>(in_time); }
    std::uint64_t holder() const noexcept final { return this->object.holder(); }
  };
  bool take(std::uint64_t id) noexcept {
    if (depth_ != 0 && !(Recursive && owner_ == id)) return false;
    owner_ = id;
    ++depth_;
    return true;
  }

  std::uint64_t owner_ = 0;
  std::uint64_t depth_ = 0;  // how often its owner has locked it
  wait_queue<typename World::thread> queue_;
};

/// One microthread has it at a time. Who locks it again waits for itself, and run() says so.
template <class World = scheduler<>> class mutex : public basic_mutex<World, false> {
  using basic_mutex<World, false>::basic_mutex;
};
template <class World, class... Name> mutex(World&, Name...) -> mutex<World>;

/// The same, and its owner may lock it again; it is free after as many unlocks.
template <class World = scheduler<>> class recursive_mutex : public basic_mutex<World, true> {
  using basic_mutex<World, true>::basic_mutex;
};
template <class World, class... Name> recursive_mutex(World&, Name...) -> recursive_mutex<World>;

}  // namespace kont
