// coroutines/microthreads/queue.hpp -- a queue of values, between those who put and those who get.
#pragma once
#include <cstddef>
#include <deque>
#include <exception>
#include <limits>
#include <new>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "coroutines/microthreads/blocking.hpp"
#include "coroutines/microthreads/scheduler.hpp"

namespace kont {

/// First in, first out, at most `capacity` values; who puts into a full one or gets from an empty
/// one waits, first come first served. With capacity 0 it is a channel. Every operation O(1), and
/// at most one switch; neither end is switched to. Values are moved, and their moves may not throw.
/// (uthread's Queue; Go's buffered channel.)
template <class T, class World = scheduler<>> class queue : public blocking<World> {
  using typename blocking<World>::section;

 public:
  using typename blocking<World>::thread;
  static constexpr std::size_t unbounded = std::numeric_limits<std::size_t>::max();
  explicit queue(World& world, std::size_t capacity = unbounded, std::string name = "a queue")
      : blocking<World>(world, std::move(name)), capacity_(capacity) {
    // who waits has been taken out of the queue when a value is moved into or out of his frame
    static_assert(std::is_nothrow_move_constructible_v<T>, "queue: moves of T may not throw");
  }

  // In the dialect co, await what these return; in the dialect cps, pass the rest and return it.
  /// Waits until there is room, and puts it at the end.
  template <class... Rest> [[gnu::always_inline]] auto put(T value, Rest... rest) {
    return World::await(putting<void>(*this, std::move(value)), World::never, std::move(rest)...);
  }
  /// The same, till then at most. Returns whether it was put; if not, it is gone.
  template <class... Rest> [[gnu::always_inline]] auto put_until(T value, instant t, Rest... rest) {
    return World::await(putting<bool>(*this, std::move(value)), t, std::move(rest)...);
  }
  template <class... Rest>
  [[gnu::always_inline]] auto put_for(T value, timeline::duration d, Rest... rest) {
    return put_until(std::move(value), World::moment(d), std::move(rest)...);
  }
  /// Waits until there is a value, and takes the first.
  template <class... Rest> [[gnu::always_inline]] auto get(Rest... rest) {
    return World::await(getting<T>(*this), World::never, std::move(rest)...);
  }
  /// The same, till then at most. Returns a std::optional, which is empty if none came.
  template <class... Rest> [[gnu::always_inline]] auto get_until(instant t, Rest... rest) {
    return World::await(getting<std::optional<T>>(*this), t, std::move(rest)...);
  }
  template <class... Rest> [[gnu::always_inline]] auto get_for(timeline::duration d, Rest... rest) {
    return get_until(World::moment(d), std::move(rest)...);
  }

  // These never wait.
  /// Puts it if there is room; if not, returns false and leaves it as it was.
  bool try_put(T& value) {
    section const alone(this->guard_);
    return store(value);
  }
  bool try_put(T&& value) { return try_put(value); }
  std::optional<T> try_get() {
    section const alone(this->guard_);
    return take();
  }
  /// Puts it at the front, also into a full one: somebody got it, and gives it back.
  void unget(T value) {
    section const alone(this->guard_);
    if (!hand_over(value)) values_.push_front(std::move(value));
  }
  /// Takes all out, also what those have who wait to put. Returns how many these were.
  std::size_t clear() {
    section const alone(this->guard_);
    std::size_t n = 0;
    while (take()) ++n;
    return n;
  }
  std::size_t size() const noexcept {
    section const alone(this->guard_);
    return values_.size();
  }
  std::size_t capacity() const noexcept { return capacity_; }

 private:
  struct putter : operation_on<queue> {
    putter(queue& q, T v) : operation_on<queue>(q, q.putters_, "put"), value(std::move(v)) {}
    T value;
  };
  struct getter : operation_on<queue> {
    explicit getter(queue& q) : operation_on<queue>(q, q.getters_, "get") {}
    getter(getter&& g) noexcept : operation_on<queue>(g) {}  // it has nothing before it waits
    std::optional<T> place;
  };
  template <class R> struct putting final : putter {
    using putter::putter;
    bool ready() { return this->object.store(this->value); }
    R result(bool in_time) const noexcept { return answered<R>(in_time); }
  };
  template <class R> struct getting final : getter {
    using getter::getter;
    bool ready() {
      if (auto first = this->object.take()) this->place.emplace(*std::move(first));
      return this->place.has_value();
    }
    R result(bool) {
      if constexpr (std::is_same_v<R, T>) {
        return *std::move(this->place);
      } else {
        return std::move(this->place);
      }
    }
  };
  bool store(T& value) {
    if (hand_over(value)) return true;
    if (values_.size() >= capacity_) return false;
    values_.push_back(std::move(value));
    return true;
  }
  std::optional<T> take() {
    auto* const t = values_.size() <= capacity_ ? putters_.pop() : nullptr;
    if (t != nullptr) let_in(*t);
    if (values_.empty()) return std::nullopt;
    std::optional<T> first(std::move(values_.front()));
    values_.pop_front();
    return first;
  }
  // There was no room: now there is. No memory is a matter of who puts, not of who gets.
  void let_in(ticket<thread>& t) {
    try {
      values_.push_back(std::move(static_cast<putter&>(t).value));
    } catch (std::bad_alloc const&) { return this->world_.throw_into(t, std::current_exception()); }
    this->world_.wake(t);
  }
  // Straight into the frame of who waits for it, if somebody does: then there are no others.
  bool hand_over(T& value) {
    auto* const t = getters_.pop();
    if (t == nullptr) return false;
    static_cast<getter*>(t)->place.emplace(std::move(value));
    this->world_.wake(*t);
    return true;
  }

  std::size_t capacity_;
  std::deque<T> values_;
  wait_queue<thread> putters_, getters_;
};

}  // namespace kont
