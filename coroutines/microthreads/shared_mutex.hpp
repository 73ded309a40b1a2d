// coroutines/microthreads/shared_mutex.hpp -- one writes, or any number read.
#pragma once
#include <cstdint>
#include <string>
#include <utility>

#include "coroutines/microthreads/blocking.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "lib/rule.hpp"

namespace kont {

/// Readers share it, a writer has it alone; works with std::unique_lock and std::shared_lock. One
/// queue, first come first served: a reader that comes while a writer waits waits behind it, so
/// nobody starves; who reads already must not lock it once more, for that would wait for itself.
/// unlock hands it on, and switches to nobody. O(1), and O(readers that it lets in).
/// (Courtois, Heymans & Parnas, CACM 1971: the third problem, fair to both.)
template <class World = scheduler<>> class shared_mutex : public blocking<World> {
  using typename blocking<World>::section;

 public:
  explicit shared_mutex(World& world, std::string name = "a shared mutex")
      : blocking<World>(world, std::move(name)) {}

  // In the dialect co, await what these return; in the dialect cps, pass the rest and return it.
  /// Waits until it is ours to write.
  template <class... Rest> [[gnu::always_inline]] auto lock(Rest... rest) {
    return World::await(locking<writes, void>(*this), World::never, std::move(rest)...);
  }
  /// The same, till then at most. Returns whether it is.
  template <class... Rest> [[gnu::always_inline]] auto try_lock_until(instant t, Rest... rest) {
    return World::await(locking<writes, bool>(*this), t, std::move(rest)...);
  }
  template <class... Rest>
  [[gnu::always_inline]] auto try_lock_for(timeline::duration d, Rest... rest) {
    return try_lock_until(World::moment(d), std::move(rest)...);
  }
  bool try_lock() noexcept {
    section const alone(this->guard_);
    return enter_first(writes);
  }
  void unlock() noexcept {
    section const alone(this->guard_);
    auto const me = World::running();
    rule(me == 0 || (written_ && ids_ == me), "unlock: only who locked it may");
    written_ = false;
    ids_ = 0;
    admit();
  }

  /// Waits until it is ours to read.
  template <class... Rest> [[gnu::always_inline]] auto lock_shared(Rest... rest) {
    return World::await(locking<reads, void>(*this), World::never, std::move(rest)...);
  }
  /// The same, till then at most. Returns whether it is.
  template <class... Rest>
  [[gnu::always_inline]] auto try_lock_shared_until(instant t, Rest... rest) {
    return World::await(locking<reads, bool>(*this), t, std::move(rest)...);
  }
  template <class... Rest>
  [[gnu::always_inline]] auto try_lock_shared_for(timeline::duration d, Rest... rest) {
    return try_lock_shared_until(World::moment(d), std::move(rest)...);
  }
  bool try_lock_shared() noexcept {
    section const alone(this->guard_);
    return enter_first(reads);
  }
  void unlock_shared() noexcept {
    section const alone(this->guard_);
    auto const me = World::running();
    rule(me == 0 || readers_ != 0, "unlock_shared: nobody has locked it to read");
    if (readers_ == 0) return;
    --readers_;
    ids_ ^= me;
    admit();
  }
  /// The id of who has it alone, to write or as the only reader; 0: nobody, or several.
  std::uint64_t holder() const noexcept { return written_ || readers_ == 1 ? ids_ : 0; }
  std::uint64_t readers() const noexcept { return readers_; }

 private:
  enum purpose { reads, writes };
  struct locker : operation_on<shared_mutex> {
    locker(shared_mutex& m, purpose to) noexcept
        : operation_on<shared_mutex>(m, m.queue_, to == reads ? "lock_shared" : "lock"), why(to) {}
    bool call_off(bool) noexcept final {
      this->withdraw();
      if (!this->is_orphan()) this->object.admit();  // readers may have waited behind a writer
      return true;
    }
    std::uint64_t holder() const noexcept final { return this->object.holder(); }
    purpose why;
  };
  template <purpose To, class R> struct locking final : locker {
    explicit locking(shared_mutex& m) noexcept : locker(m, To) {}
    bool ready() noexcept { return this->object.enter_first(To); }
    R result(bool in_time) const noexcept { return answered<R>(in_time); }
  };
  bool lets_in(purpose to) const noexcept { return !written_ && (to == reads || readers_ == 0); }
  void enter(purpose to, std::uint64_t id) noexcept {
    (to == writes) ? void(written_ = true) : void(++readers_);
    ids_ ^= id;
  }
  bool enter_first(purpose to) noexcept {
    if (!queue_.empty() || !lets_in(to)) return false;
    enter(to, World::running());
    return true;
  }
  void admit() noexcept {
    while (auto* const t = queue_.first()) {
      auto const to = static_cast<locker*>(t)->why;
      if (!lets_in(to)) return;
      if (!queue_.take(*t)) continue;  // a deadline was faster
      enter(to, t->who->id);
      this->world_.wake(*t);
    }
  }

  bool written_ = false;
  std::uint64_t readers_ = 0;
  std::uint64_t ids_ = 0;  // of those who have it, xor-ed: where it is one, that one's
  wait_queue<typename World::thread> queue_;
};
template <class World, class... Name> shared_mutex(World&, Name...) -> shared_mutex<World>;

}  // namespace kont
