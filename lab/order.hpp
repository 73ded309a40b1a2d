// lab/order.hpp -- who runs next, asked by number: explored programs are compiled once, for one
// world, and any policy orders it.
#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "coroutines/microthreads/policies/recording.hpp"
#include "coroutines/microthreads/scheduler.hpp"

namespace kont::lab {

/// A policy over numbers: microthreads in the order of their making, 1, 2, ... `take()` gives 0
/// when nobody is to run. See policy.hpp; it may neither block nor throw.
class order {
 public:
  virtual ~order() = default;
  virtual void put(std::uint32_t who, why w) = 0;
  virtual std::uint32_t take() = 0;
  virtual void reserve(std::size_t) {}
  virtual void ended(std::uint32_t) {}
};

/// The order of a policy. Hooks keep what they are by default: no priorities, no weights.
template <policy P> class by final : public order {
  static_assert(!metering<P>, "a policy that is told of time runs as metered<P>");
  struct hook : P::hook {
    std::uint32_t number = 0;
  };

 public:
  explicit by(P p) : inner(std::move(p)) {}
  void put(std::uint32_t who, why w) override {
    while (hooks_.size() < who) {
      hooks_.emplace_back();
      hooks_.back().number = static_cast<std::uint32_t>(hooks_.size());
    }
    inner.put(hooks_[who - 1], w);
  }
  std::uint32_t take() override {
    auto* const t = static_cast<hook*>(inner.take());
    return t == nullptr ? 0 : t->number;
  }
  void reserve(std::size_t n) override { make_room(inner, n); }
  void ended(std::uint32_t who) override { tell_ended(inner, hooks_[who - 1]); }

  P inner;

 private:
  std::deque<hook> hooks_;  // they do not move
};

/// The policy of explored worlds: asks an order, and writes its choices down.
class ordered {
 public:
  struct hook {
    std::uint32_t number = 0;
  };
  ordered() = default;
  explicit ordered(order& whose) : order_(&whose) {}

  void reserve(std::size_t n) { order_->reserve(n); }
  void put(hook& t, why w) noexcept {
    if (w == why::created) {
      names_.push_back(name_of(t));
      who_.push_back(&t);
      t.number = static_cast<std::uint32_t>(who_.size());
    }
    order_->put(t.number, w);
  }
  hook* take() noexcept {
    auto const next = order_->take();
    if (next == 0) return nullptr;
    log_.push_back(next);
    return who_[next - 1];
  }
  void ended(hook& t) noexcept { order_->ended(t.number); }
  decisions const& log() const noexcept { return log_; }
  std::vector<std::string> const& names() const noexcept { return names_; }

 private:
  static std::string name_of(hook const& t);

  order* order_ = nullptr;
  std::vector<hook*> who_;  // by number
  std::vector<std::string> names_;
  decisions log_;
};
static_assert(policy<ordered>);

/// Where a program is explored: own stacks, virtual time.
using world = scheduler<ordered>;

/// Those that are ready, by their numbers, and whether the one that ran last could go on: what
/// orders of our own are made of. put O(ready).
class by_number : public order {
 public:
  void put(std::uint32_t who, why w) override;

 protected:
  bool nobody() const noexcept { return ready_.empty(); }
  std::size_t options() const noexcept { return ready_.size(); }
  bool is_ready(std::uint32_t who) const noexcept;
  /// Whether to take another one than the last is a preemption: the last would run on.
  bool goes_on() const noexcept { return goes_on_; }
  std::uint32_t last() const noexcept { return last_; }
  /// The i-th: who ran last is the first if it could go on; then by number.
  std::uint32_t option(std::size_t i) const noexcept;
  std::uint32_t taken(std::uint32_t who) noexcept;

 private:
  std::vector<std::uint32_t> ready_;
  std::uint32_t last_ = 0;
  bool goes_on_ = false;
};

}  // namespace kont::lab
