// coroutines/microthreads/channel.hpp -- an unbuffered channel: a meeting of two microthreads.
#pragma once
#include <coroutine>
#include <memory>
#include <optional>
#include <utility>

#include "continuations/reach.hpp"
#include "coroutines/microthreads/scheduler.hpp"

namespace kont {

/// Hands values from senders to receivers; whoever comes first waits, first come first served.
/// The value goes straight from one's frame into the other's. Neither end is switched to at the
/// meeting: the one who waited becomes ready. One thread's microthreads only; must outlive who
/// waits on it. (Hoare, CSP 1978; Stackless channels with preference "neither".)
template <class T, class Scheduler = scheduler<>> class channel {
  using thread = typename Scheduler::thread;
  using strategy = typename Scheduler::strategy_type;

 public:
  explicit channel(Scheduler& world) : world_(world) {}
  channel(channel&&) = delete;

  /// Returns when a receiver has the value. O(1); at most one switch.
  [[gnu::always_inline]] void send(T value) requires(Scheduler::style == dialect::direct) {
    if (offer(value)) return;
    lent<T, strategy> where_found(value);
    wait_to_send(*where_found);
    Scheduler::block("send");
  }
  /// Returns the next value, when there is one. O(1); at most one switch.
  [[gnu::always_inline]] T receive() requires(Scheduler::style == dialect::direct) {
    std::optional<T> place = poll();
    if (place) return *std::move(place);
    lent<std::optional<T>, strategy> where_put(place);
    wait_to_receive(*where_put);
    Scheduler::block("receive");
    return *std::move(*where_put);
  }
  /// The same in the dialect co: await them.
  auto send(T value) requires(Scheduler::style == dialect::co) {
    return sending{{}, *this, std::move(value)};
  }
  auto receive() requires(Scheduler::style == dialect::co) { return receiving{{}, *this, {}}; }
  /// The same in the dialect cps: `rest()` and `rest(value)` go on, after the meeting; return them.
  template <class Rest> auto send(T value, Rest rest) {
    if (offer(value)) return rest();
    auto kept = std::make_unique<T>(std::move(value));  // in the rest, where it is found
    wait_to_send(*kept);
    return Scheduler::block("send", [kept = std::move(kept), rest]() mutable { return rest(); });
  }
  template <class Rest> auto receive(Rest rest) {
    auto place = std::make_unique<std::optional<T>>(poll());
    if (*place) return rest(**std::move(place));
    wait_to_receive(*place);
    return Scheduler::block(
        "receive", [place = std::move(place), rest]() mutable { return rest(**std::move(place)); });
  }

 private:
  // What the dialect co awaits: a meeting, or the way to one and back.
  struct waiting {
    std::optional<decltype(Scheduler::block(""))> away;
    template <class P> std::coroutine_handle<> go(std::coroutine_handle<P> h, char const* on) {
      return away.emplace(Scheduler::block(on)).await_suspend(h);
    }
    void come_back() {
      if (away) away->await_resume();
    }
  };
  struct sending : waiting {
    channel& on;
    T value;
    bool await_ready() { return on.offer(value); }
    template <class P> std::coroutine_handle<> await_suspend(std::coroutine_handle<P> h) {
      on.wait_to_send(value);
      return this->go(h, "send");
    }
    void await_resume() { this->come_back(); }
  };
  struct receiving : waiting {
    channel& on;
    std::optional<T> place;
    bool await_ready() { return (place = on.poll()).has_value(); }
    template <class P> std::coroutine_handle<> await_suspend(std::coroutine_handle<P> h) {
      on.wait_to_receive(place);
      return this->go(h, "receive");
    }
    T await_resume() {
      this->come_back();
      return *std::move(place);
    }
  };

  // Gives `value` to a receiver that waits, if one does.
  [[gnu::always_inline]] bool offer(T& value) {
    thread* const r = receivers_.pop();
    if (r == nullptr) return false;
    static_cast<std::optional<T>*>(r->slot)->emplace(std::move(value));
    world_.wake(*r);
    return true;
  }
  // Takes the value of a sender that waits, if one does.
  [[gnu::always_inline]] std::optional<T> poll() {
    thread* const s = senders_.pop();
    if (s == nullptr) return std::nullopt;
    std::optional<T> value(std::move(*static_cast<T*>(s->slot)));
    world_.wake(*s);
    return value;
  }
  // Queues the running microthread, with where its value is, or is to be put.
  void wait_to_send(T& value) noexcept {
    thread& me = world_.current("send: only a microthread can wait");
    me.slot = std::addressof(value);
    senders_.push(me);
  }
  void wait_to_receive(std::optional<T>& place) noexcept {
    thread& me = world_.current("receive: only a microthread can wait");
    me.slot = &place;
    receivers_.push(me);
  }

  Scheduler& world_;
  wait_queue<thread> senders_, receivers_;
};

}  // namespace kont
