// coroutines/microthreads/sleepers.hpp -- who sleeps until when, the earliest first.
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

#include "coroutines/microthreads/waiting.hpp"
#include "lib/clock.hpp"

namespace kont {

/// Microthreads by the time they are to wake; those of one instant in the order they came, so
/// that a run can be repeated. push and pop O(log n); forget O(1), amortized: a deadline that was
/// not needed stays in the heap, and is known by its number, until it is the earliest or half of
/// the heap is of that kind. (The record of who has ended keeps its memory: see arena.)
template <class Thread> class sleepers {
 public:
  bool empty() const noexcept { return naps_.size() == forgotten_; }
  /// When the earliest is to wake; call it when there is one.
  instant earliest() noexcept {
    while (stale(naps_.front())) drop_first(), --forgotten_;
    return naps_.front().until;
  }
  /// `t` is about to wait, in `w`. Throws std::bad_alloc.
  void push(Thread& t, waiting& w, instant until) {
    naps_.push_back({until, ++pushed_, &t});
    std::push_heap(naps_.begin(), naps_.end());
    w.nap = pushed_;
    w.simple = false;
  }
  /// Takes out the one that earliest() spoke of.
  Thread& pop() noexcept {
    Thread& t = *naps_.front().who;
    drop_first();
    return t;
  }
  /// Somebody has stopped waiting who had a deadline.
  void forget() noexcept {
    if (++forgotten_ > 64 && 2 * forgotten_ > naps_.size()) {
      std::erase_if(naps_, stale);
      std::make_heap(naps_.begin(), naps_.end());
      forgotten_ = 0;
    }
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
  static bool stale(nap const& n) noexcept {
    return n.who->waits == nullptr || n.who->waits->nap != n.order;
  }
  void drop_first() noexcept {
    std::pop_heap(naps_.begin(), naps_.end());
    naps_.pop_back();
  }

  std::vector<nap> naps_;
  std::uint64_t pushed_ = 0;
  std::size_t forgotten_ = 0;  // how many of them nobody needs
};

}  // namespace kont
