// coroutines/microthreads/policies/stride.hpp -- shares without chance: the smallest pass first.
#pragma once
#include <algorithm>

#include "coroutines/microthreads/policies/by_key.hpp"

namespace kont {

/// Each has a stride, `stride1` / weight; who has run is moved on by it, and whoever is least far
/// runs next. Between any two, shares are never more than a quantum off. Who comes or wakes begins
/// where the others are, and cannot ask for what it has not used. put and take O(log n).
/// (Waldspurger & Weihl: Stride scheduling, MIT/LCS/TM-528, 1995.)
class stride {
 public:
  struct hook {
    ticks weight = 1;  ///< its share; at least 1 counts
    ticks pass = 0;    // how far it has come
  };
  struct options {
    ticks stride1 = ticks{1} << 20;
    ticks quantum = 1;
  };
  stride() = default;
  explicit stride(options how) noexcept : how_(how) {}

  void reserve(std::size_t n) { ready_.reserve(n); }
  void put(hook& t, why w) noexcept {
    if (w != why::preempted && w != why::yielded) t.pass = std::max(t.pass, now_);
    ready_.put(t, t.pass);
  }
  hook* take() noexcept {
    hook* const first = ready_.take();
    if (first != nullptr) now_ = first->pass;
    return first;
  }
  void ran(hook& t, ticks length) noexcept {
    auto const its_stride = how_.stride1 / (t.weight < 1 ? 1 : t.weight);
    t.pass += its_stride * length / how_.quantum;
  }
  ticks quantum(hook const&) const noexcept { return how_.quantum; }

 private:
  options how_;
  ticks now_ = 0;  // where the last one was who ran
  by_key<hook, ticks> ready_;
};
static_assert(policy<stride>);

}  // namespace kont
