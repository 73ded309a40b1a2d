// coroutines/microthreads/delayed_queue.hpp -- the post: what is put arrives later.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>

#include "coroutines/microthreads/queue.hpp"
#include "coroutines/microthreads/timer.hpp"

namespace kont {

/// A queue whose values can be got after a delay: a model of latency. The delay is fixed, and the
/// order kept; or, with a seed, a random part of it, each value's own, so that they may overtake
/// one another, in the same way in every run. put never waits; O(log values under way), and a
/// microthread that delivers what arrives at one instant, and resists. (uthread's SnailQueue.)
template <class T, class World = scheduler<>> class delayed_queue {
  static_assert(!World::shared, "delayed_queue: of schedulers only; crews have queue");

 public:
  delayed_queue(World& world, timeline::duration delay, std::optional<std::uint64_t> seed = {},
                std::string name = "a delayed queue")
      : world_(world), delay_(delay), arrived_(world, arrived_.unbounded, std::move(name)) {
    if (seed) dice_.emplace(*seed);
  }
  delayed_queue(delayed_queue&&) = delete;

  /// Sends it on its way. If the queue is closed it is lost.
  void put(T value) {
    if (!open_) return;
    auto const at = world_.clock().now() + its_delay();
    bool const somebody_comes_then = under_way_.contains(at);
    under_way_.emplace(at, std::move(value));
    if (somebody_comes_then) return;
    call_at(world_, {.resistant = true}, at, [queue = std::weak_ptr(open_)] {
      if (auto const still = queue.lock()) (*still)->deliver();
    });
  }

  // In the dialect co, await what these return; in the dialect cps, pass the rest and return it.
  /// Waits until a value has arrived, and takes the first; see queue.
  template <class... Rest> [[gnu::always_inline]] auto get(Rest... rest) {
    return arrived_.get(std::move(rest)...);
  }
  template <class... Rest> [[gnu::always_inline]] auto get_until(instant t, Rest... rest) {
    return arrived_.get_until(t, std::move(rest)...);
  }
  template <class... Rest> [[gnu::always_inline]] auto get_for(timeline::duration d, Rest... rest) {
    return arrived_.get_for(d, std::move(rest)...);
  }
  std::optional<T> try_get() { return arrived_.try_get(); }

  /// How many have arrived, and nobody has got.
  std::size_t size() const noexcept { return arrived_.size(); }
  std::size_t under_way() const noexcept { return under_way_.size(); }
  /// For good; what it holds, and what is under way, is lost. Who waits goes on waiting.
  void close() {
    open_.reset();
    under_way_.clear();
    arrived_.clear();
  }

 private:
  timeline::duration its_delay() {
    if (!dice_) return delay_;
    auto const most = static_cast<std::uint64_t>(delay_.count());
    return timeline::duration(static_cast<std::int64_t>((*dice_)() % (most + 1)));
  }
  void deliver() {
    auto const now = world_.clock().now();
    while (!under_way_.empty() && under_way_.begin()->first <= now) {
      arrived_.try_put(std::move(under_way_.begin()->second));
      under_way_.erase(under_way_.begin());
    }
  }

  World& world_;
  timeline::duration delay_;
  std::optional<std::mt19937_64> dice_;
  std::multimap<instant, T> under_way_;  // those of one instant in the order they were put
  queue<T, World> arrived_;
  // Those who come to deliver look whether it is still there.
  std::shared_ptr<delayed_queue*> open_ = std::make_shared<delayed_queue*>(this);
};

}  // namespace kont
