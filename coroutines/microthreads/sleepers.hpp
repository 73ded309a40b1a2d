// coroutines/microthreads/sleepers.hpp -- who sleeps until when, the earliest first.
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

#include "lib/clock.hpp"

namespace kont {

/// Microthreads by the time they are to wake; those of one instant in the order they came, so
/// that a run can be repeated. push and pop O(log n).
template <class Thread> class sleepers {
 public:
  bool empty() const noexcept { return naps_.empty(); }
  instant earliest() const noexcept { return naps_.front().until; }
  /// Throws std::bad_alloc.
  void push(Thread& t, instant until) {
    naps_.push_back({until, ++pushed_, &t});
    std::push_heap(naps_.begin(), naps_.end());
  }
  Thread& pop() noexcept {
    std::pop_heap(naps_.begin(), naps_.end());
    Thread& t = *naps_.back().who;
    naps_.pop_back();
    return t;
  }

 private:
  struct nap {
    instant until;
    std::uint64_t order;
    Thread* who;
    bool operator<(nap const& b) const noexcept {  // a heap's top is its greatest: the earliest
      return until != b.until ? until > b.until : order > b.order;
    }
  };
  std::vector<nap> naps_;
  std::uint64_t pushed_ = 0;
};

}  // namespace kont
