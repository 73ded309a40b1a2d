// coroutines/microthreads/channel.hpp -- an unbuffered channel: a meeting of two microthreads.
#pragma once
#include <optional>
#include <utility>

#include "coroutines/microthreads/scheduler.hpp"

namespace kont {

/// Hands values from senders to receivers; whoever comes first waits, first come first served.
/// The value goes straight from one's frame into the other's. Neither end is switched to at the
/// meeting: the one who waited becomes ready. Its world's microthreads only; must outlive who
/// waits on it. On a crew, values are moved under a lock: their moves may not wait.
/// (Hoare, CSP 1978; Stackless channels with preference "neither".)
template <class T, class World = scheduler<>> class channel {
  using thread = typename World::thread;

 public:
  explicit channel(World& world) : world_(world) {}
  channel(channel&&) = delete;

  // In the dialect co, await what these return; in the dialect cps, pass the rest, as rest() and
  // rest(value), and return it.
  /// Returns when a receiver has the value. O(1); at most one switch.
  template <class... Rest> [[gnu::always_inline]] auto send(T value, Rest... rest) {
    return World::await(sending<void>(*this, std::move(value)), World::never, std::move(rest)...);
  }
  /// Returns the next value, when there is one. O(1); at most one switch.
  template <class... Rest> [[gnu::always_inline]] auto receive(Rest... rest) {
    return World::await(receiving<T>(*this), World::never, std::move(rest)...);
  }

 private:
  struct sender : queued<thread> {
    sender(channel& c, T v) : queued<thread>(c.senders_, "send"), value(std::move(v)) {}
    T value;
  };
  struct receiver : queued<thread> {
    explicit receiver(channel& c) : queued<thread>(c.receivers_, "receive") {}
    receiver(receiver&& r) noexcept : queued<thread>(r) {}  // it has nothing before it waits
    std::optional<T> place;
  };
  template <class R> struct sending final : sender {
    sending(channel& c, T v) : sender(c, std::move(v)), on(c) {}
    // Gives the value to a receiver that waits, if one does.
    bool ready() {
      auto* const t = on.receivers_.pop();
      if (t == nullptr) return false;
      static_cast<receiver*>(t)->place.emplace(std::move(this->value));
      on.world_.wake(*t);
      return true;
    }
    R result(bool in_time) const noexcept { return answered<R>(in_time); }
    auto& guard() noexcept { return on.guard_; }
    channel& on;
  };
  template <class R> struct receiving final : receiver {
    explicit receiving(channel& c) : receiver(c), on(c) {}
    // Takes the value of a sender that waits, if one does.
    bool ready() {
      auto* const t = on.senders_.pop();
      if (t == nullptr) return false;
      this->place.emplace(std::move(static_cast<sender*>(t)->value));
      on.world_.wake(*t);
      return true;
    }
    R result(bool) { return *std::move(this->place); }
    auto& guard() noexcept { return on.guard_; }
    channel& on;
  };

  World& world_;
  [[no_unique_address]] typename World::guard guard_;
  wait_queue<thread> senders_, receivers_;
};

}  // namespace kont
