// papers/workloads/hackysack.hpp -- microthreads, each with a channel, of which one has the sack
// and sends it to another: to the next of a ring, or to one by chance.
//
// (Olson: Introduction to concurrent programming with Stackless Python, 2006; cml-ring of
// Farvardin, Reppy: From folklore to fact, PLDI 2020.)
#pragma once
#include <algorithm>
#include <cstdint>
#include <deque>
#include <limits>
#include <random>
#include <vector>

#include "papers/workloads/messages.hpp"
#include "papers/workloads/yields.hpp"

namespace kont::workloads {

/// To whom one sends the sack.
enum class goes { to_the_next, to_one_by_chance };

/// What who gets the sack does when all kicks have been made.
enum class last_one {
  stops_play,        ///< leaves it, and all others where they are
  tells_the_others,  ///< that they may leave, and leaves
  tells_all          ///< himself too, and nobody hears that
};

/// The players. Each kick adds its number to the sum.
template <class World> class players {
  static constexpr number leave = std::numeric_limits<number>::max();

 public:
  players(std::uint64_t n, goes whither, last_one does) : goes_(whither), does_(does) {
    for (std::uint64_t i = 0; i < n; ++i) to_.emplace_back(world_);
    for (std::uint64_t i = 0; i < n; ++i) join(i);
  }

  /// The kicks of these numbers; the first player has the sack. Returns who stays for ever.
  std::vector<stuck> play(number first, number end) {
    sum_ = 0;
    end_ = end;
    if constexpr (World::style == dialect::cps) {
      world_.spawn([this, first] { return to_[0].send(first, [] { return World::done(); }); });
    } else if constexpr (World::style == dialect::co) {
      world_.spawn([this, first]() ->
                   typename World::template body_of<> { co_await to_[0].send(first); });
    } else {
      world_.spawn([this, first] { to_[0].send(first); });
    }
    try {
      return world_.run();
    } catch (all_taken const&) { join(last_); }
    return {};
  }
  number sum() const { return sum_; }
  /// Who had the sack in the end.
  std::size_t last() const { return last_; }

 private:
  // Adds the kick; false: they have all been made, and `me` is the last one.
  bool add(number v, std::size_t me) {
    opaque(v);
    if (v != end_) [[likely]] {
      sum_ += v;
      return true;
    }
    last_ = me;
    if (does_ == last_one::stops_play) throw all_taken();
    return false;
  }
  std::size_t next(std::size_t me) {
    if (goes_ == goes::to_the_next) return me + 1 == to_.size() ? 0 : me + 1;
    auto const other = dice_() % (to_.size() - 1);
    return other < me ? other : other + 1;
  }
  bool is_told(std::size_t i) const { return i != last_ || does_ == last_one::tells_all; }

  void join(std::size_t me) {
    if constexpr (World::style == dialect::cps) {
      world_.spawn([this, me] { return go_on(me); });
    } else if constexpr (World::style == dialect::co) {
      world_.spawn([this, me]() -> typename World::template body_of<> {
        for (number v; (v = co_await to_[me].receive()) != leave;) {
          if (add(v, me)) {
            co_await to_[next(me)].send(v + 1);
            continue;
          }
          for (std::size_t i = 0; i < to_.size(); ++i)
            if (is_told(i)) co_await to_[i].send(leave);
          co_return;
        }
      });
    } else {
      world_.spawn([this, me] { stay(me); }, {.size = stacks::frames_grow * stacks::smallest_size});
    }
  }
  void stay(std::size_t me) {
    for (number v; (v = to_[me].receive()) != leave;) {
      if (add(v, me)) {
        to_[next(me)].send(v + 1);
        continue;
      }
      for (std::size_t i = 0; i < to_.size(); ++i)
        if (is_told(i)) to_[i].send(leave);
      return;
    }
  }
  template <class W = World> typename W::strategy_type::action go_on(std::size_t me) {
    return to_[me].receive([this, me](number v) {
      if (v == leave) return World::done();
      if (add(v, me)) return to_[next(me)].send(v + 1, [this, me] { return go_on(me); });
      for (std::size_t i = 0; i < to_.size(); ++i)
        if (is_told(i)) to_[i].try_send(leave);  // they wait: rests would nest, one in the other
      return World::done();
    });
  }

  std::deque<number_channel<World>> to_;  // outlives those who wait in world_
  World world_;
  goes goes_;
  last_one does_;
  std::mt19937 dice_;
  number sum_ = 0, end_ = 0;
  std::size_t last_ = 0;
};

/// One operation is one kick, with n players who are there already.
template <class World, goes whither> class kicks : public fixture {
 public:
  explicit kicks(std::uint64_t n) : all_(n, whither, last_one::stops_play) {
    all_.play(0, n);  // now all wait for it
  }
  work run(std::uint64_t ops) override {
    all_.play(0, ops);
    return {.ops = ops, .messages = ops, .checksum = all_.sum()};
  }

 private:
  players<World> all_;
};

inline constexpr std::uint64_t kicks_of_a_game = 1'000;

/// One operation is one kick of a game of 1,000, which n players come to, and leave at its end.
template <class World> class games : public fixture {
 public:
  explicit games(std::uint64_t n) : n_(n) {}
  work run(std::uint64_t ops) override {
    number sum = 0;
    for (number first = 0; first < ops; first += kicks_of_a_game) {
      players<World> all(n_, goes::to_one_by_chance, last_one::tells_the_others);
      all.play(first, std::min(first + kicks_of_a_game, ops));
      sum += all.sum();
    }
    return {.ops = ops, .messages = ops, .checksum = sum};
  }

 private:
  std::uint64_t n_;
};

}  // namespace kont::workloads
