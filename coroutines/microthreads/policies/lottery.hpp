// coroutines/microthreads/policies/lottery.hpp -- each draw has a winner: shares by chance.
#pragma once
#include <bit>
#include <random>
#include <vector>

#include "coroutines/microthreads/policies/service.hpp"

namespace kont {

/// Each ready microthread holds tickets; one ticket is drawn, and its holder runs. Shares come out
/// as the tickets are, with an error of the square root of the number of draws. With compensation,
/// who has used a part f of its quantum holds 1/f as many until it wins again. `G` makes the
/// numbers. A tree of sums (Fenwick 1994) over those that live, in the order of their making: put
/// and take O(log n), 24 bytes each.
/// (Waldspurger & Weihl: Lottery scheduling, OSDI 1994.)
template <class G = std::mt19937_64> class lottery_by {
 public:
  struct hook {
    ticks weight = 1;        ///< its tickets; at least 1 counts
    ticks used = 0;          // of its quantum, in the last turn
    std::uint32_t slot = 0;  // its place in the tree; 0: it has none
  };
  struct options {
    ticks quantum = 1;
    bool compensates = false;
  };
  lottery_by() = default;
  explicit lottery_by(G numbers, options how = {}) : draw_(std::move(numbers)), how_(how) {}

  void reserve(std::size_t n) {
    if (n < who_.size()) return;
    free_.reserve(2 * n);
    grow(std::bit_ceil(n + 1));
  }
  void put(hook& t, why) noexcept {
    if (t.slot == 0) t.slot = free_slot();
    ticks held = t.weight < 1 ? 1 : t.weight;
    if (how_.compensates && t.used > 0 && t.used < how_.quantum)
      held = held * how_.quantum / t.used;
    who_[t.slot] = {&t, held};
    add(t.slot, held);
  }
  hook* take() noexcept {
    if (total_ == 0) return nullptr;
    auto const slot = holder(static_cast<ticks>(draw_() % static_cast<std::uint64_t>(total_)));
    add(slot, -who_[slot].held);
    who_[slot].t->used = 0;
    return who_[slot].t;
  }
  void ran(hook& t, ticks length) noexcept { t.used += length; }
  ticks quantum(hook const&) const noexcept { return how_.quantum; }
  void ended(hook& t) noexcept {
    if (t.slot != 0) free_.push_back(t.slot);
  }

 private:
  struct place {
    hook* t = nullptr;
    ticks held = 0;  // while it is ready
  };
  std::uint32_t free_slot() noexcept {
    if (free_.empty()) return ++last_;
    auto const slot = free_.back();
    free_.pop_back();
    return slot;
  }
  void add(std::size_t slot, ticks tickets) noexcept {
    total_ += tickets;
    for (; slot < sums_.size(); slot += slot & -slot) sums_[slot] += tickets;
  }
  std::size_t holder(ticks ticket) const noexcept {  // in whose sum it falls
    std::size_t slot = 0;
    for (auto step = sums_.size() / 2; step > 0; step /= 2) {
      if (sums_[slot + step] > ticket) continue;
      slot += step;
      ticket -= sums_[slot];
    }
    return slot + 1;
  }
  void grow(std::size_t room) {  // a sum covers as many slots as its lowest bit says
    who_.resize(room);
    auto const before = sums_.size();
    sums_.resize(room);
    for (auto i = before < 1 ? 1 : before; i < room; i *= 2) sums_[i] = total_;
  }

  G draw_;
  options how_;
  ticks total_ = 0;
  std::vector<ticks> sums_;
  std::vector<place> who_;
  std::vector<std::uint32_t> free_;
  std::uint32_t last_ = 0;
};
using lottery = lottery_by<>;
static_assert(policy<lottery>);

}  // namespace kont
