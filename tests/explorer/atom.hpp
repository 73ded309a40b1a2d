// tests/explorer/atom.hpp -- what explored programs are written with: atoms, fences, plain data and
// a bell. The same source that runs on std::atomic runs on them.
#pragma once
#include <atomic>
#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "tests/explorer/location.hpp"
#include "tests/explorer/world.hpp"

namespace kont::explore {

/// As std::atomic<T>, in the running world. Its operations throw when the run has failed.
template <class T> class atom {
  static_assert(std::is_trivially_copyable_v<T> && sizeof(T) <= sizeof(std::uint64_t));
  using order = std::memory_order;

 public:
  atom() : atom(T{}) {}
  atom(T first) : place_(world::here->seen(), to_word(first)) {}
  atom(atom&&) = delete;
  ~atom() { place_.destroy(world::here->seen()); }

  T load(order o = order::seq_cst) const { return to_value(place_.load(step(), o)); }
  void store(T t, order o = order::seq_cst) { place_.store(step(), to_word(t), o); }
  T exchange(T t, order o = order::seq_cst) {
    return change(o, [=](T) { return t; });
  }
  T fetch_add(T t, order o = order::seq_cst) requires std::integral<T> {
    return change(o, [=](T old) { return static_cast<T>(old + t); });
  }
  bool compare_exchange_strong(T& expected, T t, order o, order otherwise) {
    return compare_exchange(expected, t, o, otherwise, false);
  }
  bool compare_exchange_weak(T& expected, T t, order o, order otherwise) {
    return compare_exchange(expected, t, o, otherwise, true);
  }

 private:
  static memory& step() {
    world::here->step();
    return world::here->seen();
  }
  static std::uint64_t to_word(T t) {
    std::uint64_t w = 0;
    std::memcpy(&w, &t, sizeof t);
    return w;
  }
  static T to_value(std::uint64_t w) {
    T t;
    std::memcpy(&t, &w, sizeof t);
    return t;
  }
  template <class F> T change(order o, F f) {
    return to_value(
        place_.change(step(), o, [&](std::uint64_t w) { return to_word(f(to_value(w))); }));
  }
  bool compare_exchange(T& expected, T t, order o, order otherwise, bool weak) {
    std::uint64_t word = to_word(expected);
    bool const done = place_.compare_exchange(step(), word, to_word(t), o, otherwise, weak);
    expected = to_value(word);
    return done;
  }
  mutable location place_;  // to load is to be seen
};

/// As std::atomic_thread_fence.
inline void fence(std::memory_order o) {
  world::here->step();
  world::here->seen().fence(o);
}
/// What sources with a parameter for the kind of atom call; see lib/concurrent/deque.hpp.
template <class T> void light_fence(atom<T> const&, std::memory_order o) { fence(o); }
template <class T> void heavy_fence(atom<T> const&, std::memory_order o) { fence(o); }

/// A T that is not atomic. Who reads or writes it in a race is told.
template <class T> class plain {
 public:
  plain(T first = {}) : value_(first) { place_.write(world::here->seen()); }
  plain(plain const&) = delete;
  plain& operator=(T t) {
    place_.write(world::here->seen());
    value_ = t;
    return *this;
  }
  operator T() const {
    place_.read(world::here->seen());
    return value_;
  }

 private:
  T value_;
  mutable plain_location place_;
};

/// As kont::bell: stays rung until it is heard. One that is rung at first is a lock, too: to hear
/// it is to take it, to ring it to give it back.
class bell {
 public:
  explicit bell(bool rung = false) : rung_(rung) {}
  void ring() {
    world::here->step();
    auto& m = world::here->seen();
    m.tick();
    if (m.story != nullptr) m.tell("rings a bell");
    rung_by_.join(m.now());
    rung_ = true;
  }
  void wait() {
    world::here->wait_for(rung_, "a bell");
    auto& m = world::here->seen();
    rung_ = false;
    m.tick();
    m.now().join(rung_by_);
    if (m.story != nullptr) m.tell("hears a bell");
  }

 private:
  bool rung_;
  view rung_by_;
};

}  // namespace kont::explore
