// coroutines/microthreads/delayed_queue.hpp -- the post: what is put arrives later.
#pragma once
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>

#include "coroutines/microthreads/queue.hpp"
#include "coroutines/microthreads/timer.hpp"
#include "lib/rule.hpp"

namespace kont {

/// A queue whose values can be got after a delay: a model of latency. The delay is fixed, and the
/// order kept; or, with a seed, a random part of it, each value's own, so that they may overtake
/// one another, in the same way in every run. put never waits; O(log values under way), and a
/// microthread that delivers what arrives at one instant, and resists. On a crew values are moved
/// under a lock, and the order is kept of what is put one after another. (uthread's SnailQueue.)
template <class T, class World = scheduler<>> class delayed_queue {
  using handle = typename World::handle;
  using section = kont::section<typename World::guard>;

 public:
  delayed_queue(World& world, timeline::duration delay, std::optional<std::uint64_t> seed = {},
                std::string name = "a delayed queue")
      : post_(std::make_shared<post>(world, delay, std::move(name))) {
    if (seed) post_->dice.emplace(*seed);
  }
  delayed_queue(delayed_queue&&) = delete;

  /// Sends it on its way. If the queue is closed it is lost. Throws as spawn does; then it is lost.
  void put(T value) {
    auto const at = post_->take(std::move(value));
    if (!at) return;  // somebody comes then who delivers it
    try {
      send_for(post_, *at);
    } catch (...) {
      post_->take_back(*at);
      throw;
    }
  }

  // In the dialect co, await what these return; in the dialect cps, pass the rest and return it.
  /// Waits until a value has arrived, and takes the first; see queue.
  template <class... Rest> [[gnu::always_inline]] auto get(Rest... rest) {
    return post_->arrived.get(std::move(rest)...);
  }
  template <class... Rest> [[gnu::always_inline]] auto get_until(instant t, Rest... rest) {
    return post_->arrived.get_until(t, std::move(rest)...);
  }
  template <class... Rest> [[gnu::always_inline]] auto get_for(timeline::duration d, Rest... rest) {
    return post_->arrived.get_for(d, std::move(rest)...);
  }
  std::optional<T> try_get() { return post_->arrived.try_get(); }

  /// How many have arrived, and nobody has got.
  std::size_t size() const noexcept { return post_->arrived.size(); }
  std::size_t under_way() const noexcept {
    section const alone(post_->guard);
    return post_->under_way.size();
  }
  /// For good; what it holds, and what is under way, is lost. Who waits goes on waiting.
  void close() {
    section const alone(post_->guard);
    post_->open = false;
    post_->under_way.clear();
    post_->arrived.clear();
  }

 private:
  // Apart, for those who come to deliver may outlive the queue.
  struct post {
    post(World& w, timeline::duration d, std::string name)
        : world(w), delay(d), arrived(w, arrived.unbounded, std::move(name)) {
      rule(delay.count() >= 0, "delayed_queue: a delay is not negative");
    }

    // When somebody is to come and deliver it; nothing: nobody need.
    std::optional<instant> take(T value) {
      section const alone(guard);
      if (!open) return {};
      auto const now = world.clock().now();
      auto const d = its_delay();
      auto const at = d > World::never - now ? World::never : now + d;
      auto const placed = under_way.emplace(at, std::move(value));
      try {
        bool const somebody_comes_then = at == World::never || !expected.insert(at).second;
        return somebody_comes_then ? std::nullopt : std::optional(at);
      } catch (...) {
        under_way.erase(placed);
        throw;
      }
    }
    // The last of that instant: nobody could be sent for it.
    void take_back(instant at) {
      section const alone(guard);
      auto const next = under_way.upper_bound(at);
      if (next != under_way.begin() && std::prev(next)->first == at)
        under_way.erase(std::prev(next));
    }
    // Who was expected then, `whom`, has been killed. Returns whether to send another: not where he
    // has not begun and nobody runs, for then the world drops all, and would drop the next as well.
    bool misses(handle const& whom, instant at) {
      section const alone(guard);
      expected.erase(at);
      bool const unwound = whom.id() != 0 && (whom.finished() || World::running() != 0);
      return unwound && under_way.contains(at) && expected.insert(at).second;
    }
    void deliver() {
      section const alone(guard);
      auto const now = world.clock().now();
      expected.erase(expected.begin(), expected.upper_bound(now));
      while (!under_way.empty() && under_way.begin()->first <= now) {
        arrived.try_put(std::move(under_way.begin()->second));
        under_way.erase(under_way.begin());
      }
    }
    timeline::duration its_delay() {
      if (!dice) return delay;
      auto const most = static_cast<std::uint64_t>(delay.count());
      return timeline::duration(static_cast<std::int64_t>((*dice)() % (most + 1)));
    }

    World& world;
    timeline::duration delay;
    [[no_unique_address]] mutable typename World::guard guard;  // of all that follows
    bool open = true;
    std::optional<std::mt19937_64> dice;
    std::multimap<instant, T> under_way;  // those of one instant in the order they were put
    std::set<instant> expected;           // when somebody comes to deliver them
    queue<T, World> arrived;
  };
  // What is done by who comes at an instant; and if he is killed before, by another.
  class errand {
   public:
    errand(std::shared_ptr<post> const& p, std::shared_ptr<handle> who, instant at) noexcept
        : sent_(p), who_(std::move(who)), at_(at) {}
    errand(errand&&) noexcept = default;
    ~errand() {
      auto const still = sent_.lock();
      if (!still) return;
      try {
        if (still->misses(*who_, at_)) send_for(still, at_);
      } catch (...) {}  // what arrives then comes with the next
    }
    void operator()() {
      auto const still = std::exchange(sent_, {}).lock();
      if (still) still->deliver();
    }

   private:
    std::weak_ptr<post> sent_;
    std::shared_ptr<handle> who_;
    instant at_;
  };
  static void send_for(std::shared_ptr<post> const& p, instant at) {
    auto const who = std::make_shared<handle>();
    auto sent = call_at(p->world, {.resistant = true}, at, errand(p, who, at));
    section const alone(p->guard);
    *who = std::move(sent);
  }

  std::shared_ptr<post> post_;
};

}  // namespace kont
