// coroutines/microthreads/policies/priority.hpp -- the most urgent first; who waits grows urgent.
#pragma once
#include "coroutines/microthreads/policies/by_key.hpp"
#include "coroutines/microthreads/policies/service.hpp"

namespace kont {

/// The smallest priority number first, those of one number in turn. With ageing, each `ageing`
/// ticks of waiting count as one number less, so that nobody waits for ever: all who wait grow
/// alike, so their order is that of priority * ageing + since, which does not change. put and take
/// O(log n). (Ageing: Silberschatz, Galvin, Gagne: Operating System Concepts, chapter 5.)
class by_priority {
 public:
  struct hook {
    std::int32_t priority = 0;  ///< the smaller, the sooner
  };
  struct options {
    bool preemptive = false;  ///< a smaller number that comes takes over at once
    ticks ageing = 0;         ///< 0: there is none
    ticks quantum = for_ever;
  };
  by_priority() = default;
  explicit by_priority(options how) noexcept : how_(how) {}

  void reserve(std::size_t n) { ready_.reserve(n); }
  void tick(ticks now) noexcept { now_ = now; }
  void put(hook& t, why) noexcept {
    ready_.put(t, how_.ageing == 0 ? t.priority : t.priority * how_.ageing + now_);
  }
  hook* take() noexcept { return ready_.take(); }
  ticks quantum(hook const&) const noexcept { return how_.quantum; }
  bool preempts(hook const& a, hook const& b) const noexcept {
    return how_.preemptive && a.priority < b.priority;
  }

 private:
  options how_;
  ticks now_ = 0;
  by_key<hook, ticks> ready_;
};
static_assert(policy<by_priority>);

}  // namespace kont
