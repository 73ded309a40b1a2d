// coroutines/microthreads/latch.hpp -- opens when so many have counted down; an event that counts.
#pragma once
#include <cstddef>
#include <string>
#include <utility>

#include "coroutines/microthreads/event.hpp"
#include "lib/rule.hpp"

namespace kont {

/// Closed until it has been counted down `count` times, then open for good. Every operation O(1),
/// the count that opens it O(those who wait). (std::latch.)
template <class World = scheduler<>> class latch {
 public:
  latch(World& world, std::size_t count, std::string name = "a latch")
      : left_(count), open_(world, std::move(name)) {
    if (left_ == 0) open_.set();
  }

  void count_down(std::size_t n = 1) noexcept {
    if (take(n)) open_.set();
  }
  /// Whether it is open.
  bool try_wait() const noexcept { return open_.is_set(); }

  // In the dialect co, await what these return; in the dialect cps, pass the rest and return it.
  /// Waits until it is open.
  template <class... Rest> [[gnu::always_inline]] auto wait(Rest... rest) {
    return open_.wait(std::move(rest)...);
  }
  /// The same, till then at most. Returns whether it is.
  template <class... Rest> [[gnu::always_inline]] auto wait_until(instant t, Rest... rest) {
    return open_.wait_until(t, std::move(rest)...);
  }
  template <class... Rest>
  [[gnu::always_inline]] auto wait_for(timeline::duration d, Rest... rest) {
    return open_.wait_for(d, std::move(rest)...);
  }
  template <class... Rest> [[gnu::always_inline]] auto arrive_and_wait(Rest... rest) {
    count_down();
    return wait(std::move(rest)...);
  }

 private:
  bool take(std::size_t n) noexcept {
    kont::section<typename World::guard> const alone(guard_);
    rule(n <= left_, "count_down: a latch is counted down no further than to 0");
    return (left_ -= n) == 0;
  }

  [[no_unique_address]] typename World::guard guard_;  // of left_
  std::size_t left_;
  event<World> open_;
};

}  // namespace kont
