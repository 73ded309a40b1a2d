// papers/workloads/ring.hpp -- n symmetric coroutines in a ring, each of which knows the next.
#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "continuations/strategies/machine.hpp"
#include "coroutines/coroutine.hpp"
#include "papers/ladder/row.hpp"
#include "papers/workloads/opaque.hpp"

namespace kont::workloads {

using ladder::fixture;
using ladder::work;
using number = std::uint64_t;

/// What the coroutines of a ring share: the number travels round, and each adds it.
struct tally {
  number sum = 0;
  number end = 0;  // who gets this one gives control back

  [[gnu::always_inline]] bool add(number v) {
    opaque(v);
    if (v == end) [[unlikely]]
      return false;
    sum += v;
    return true;
  }
};

template <class S> using ring_members = std::deque<coroutine<number, S>>;

/// Adds a member to a ring of n. It adds up what it gets and sends the next number on; at the end
/// it gives control back to `home`. They all exist before the first begins.
template <strategy<dialect::direct> S>
void join_ring(ring_members<S>& all, std::uint64_t n, tally& t, coroutine<number, S>& home) {
  auto const at = (all.size() + 1) % n;
  all.emplace_back([&all, at, &t, &home](auto& self, number v) ->
                   typename coroutine<number, S>::ending {
                     auto& next = all[at];
                     while (true) v = t.add(v) ? self.transfer(next, v + 1) : self.transfer(home);
                   });
}

template <strategy<dialect::co> S>
void join_ring(ring_members<S>& all, std::uint64_t n, tally& t, coroutine<number, S>& home) {
  using member = coroutine<number, S>;
  auto const at = (all.size() + 1) % n;
  all.emplace_back([&all, at, &t, &home](member& self, number v) ->
                   typename member::template body_of<> {
                     auto& next = all[at];
                     while (true) {
                       if (t.add(v)) {
                         v = co_await self.transfer(next, v + 1);
                       } else {
                         v = co_await self.transfer(home);
                       }
                     }
                   });
}
template <strategy<dialect::cps> S>
typename S::action go_round(coroutine<number, S>& self, coroutine<number, S>& next, tally& t,
                            coroutine<number, S>& home, number v) {
  auto rest = [&self, &next, &t, &home](number came) {
    return go_round<S>(self, next, t, home, came);
  };
  return t.add(v) ? self.transfer(next, v + 1, rest) : self.transfer(home, 0, rest);
}
template <strategy<dialect::cps> S>
void join_ring(ring_members<S>& all, std::uint64_t n, tally& t, coroutine<number, S>& home) {
  auto const at = (all.size() + 1) % n;
  all.emplace_back([&all, at, &t, &home](coroutine<number, S>& self, number v) {
    return go_round<S>(self, all[at], t, home, v);
  });
}

template <strategy<dialect::cps> S>
requires std::same_as<S, machine>
void join_ring(ring_members<S>& all, std::uint64_t n, tally& t, coroutine<number, S>& home) {
  auto const at = (all.size() + 1) % n;
  all.emplace_back([&all, at, &t, &home](coroutine<number, S>& self, number v) {
    return t.add(v) ? self.transfer(all[at], v + 1) : self.transfer(home);
  });
}

/// One operation is one transfer, to the next of the ring, with a number.
template <class S> class ring : public fixture {
 public:
  explicit ring(std::uint64_t n) {
    for (std::uint64_t k = 0; k < n; ++k) join_ring<S>(members_, n, tally_, home_);
    ring::run(n);  // now all have begun
  }

  work run(std::uint64_t ops) override {
    tally_ = {0, ops};
    home_.drive(members_.front(), 0);
    return {.ops = ops, .switches = ops, .checksum = tally_.sum};
  }

 private:
  tally tally_;
  coroutine<number, S> home_;
  ring_members<S> members_;
};

/// The same ring over the asymmetric pair: each transfer is a letter to a loop, which delivers it.
template <class S> class dispatched_ring : public fixture {
  using member = dispatched_coroutine<number, S>;

 public:
  explicit dispatched_ring(std::uint64_t n) : members_(n) {
    for (std::uint64_t k = 0; k < n; ++k) make(k);
    dispatched_ring::run(n);
  }

  work run(std::uint64_t ops) override {
    tally_ = {0, ops};
    member::run(*members_.front(), 0);
    make(ops % members_.size());  // who got the last number has ended, and so ended the loop
    return {.ops = ops, .switches = ops, .checksum = tally_.sum};
  }

 private:
  void make(std::uint64_t k) {
    auto const at = (k + 1) % members_.size();
    members_[k].emplace([this, at](auto& self, number v) {
      auto& next = *members_[at];
      while (tally_.add(v)) v = self.transfer(next, v + 1);
      return v;
    });
  }

  tally tally_;
  std::vector<std::optional<member>> members_;
};

/// n coroutines that a loop resumes in turn: it brings a number, they yield the next one.
template <class S> class resumed_in_turn : public fixture {
  using member = asymmetric_coroutine<number, S>;

 public:
  explicit resumed_in_turn(std::uint64_t n) {
    for (std::uint64_t k = 0; k < n; ++k) {
      members_.emplace_back([this](auto& self, number v) -> number {
        while (true) {
          opaque(v);
          sum_ += v;
          v = self.yield(v + 1);
        }
      });
    }
    resumed_in_turn::run(2 * n);
  }

  work run(std::uint64_t ops) override {
    sum_ = 0;
    auto turn = members_.begin();
    number v = 0;
    for (; v < ops; ++v) {
      v = turn->resume(v);
      opaque(v);
      sum_ += v;
      if (++turn == members_.end()) turn = members_.begin();
    }
    if (ops % 2 != 0) sum_ -= ops;  // control had to come back: one transfer more than asked for
    return {.ops = ops, .switches = ops, .checksum = sum_};
  }

 private:
  number sum_ = 0;
  std::deque<member> members_;
};

}  // namespace kont::workloads
