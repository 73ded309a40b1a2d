// coroutines/microthreads/sleepers.hpp -- who sleeps until when, the earliest first.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

#include "coroutines/microthreads/waiting.hpp"
#include "lib/clock.hpp"

namespace kont {

/// Microthreads by the time they are to wake; those of one instant in the order they came, so
/// that a run can be repeated. Most deadlines come in order, for many sleep equally long: those go
/// into a line, the others into a heap. When that has become large it is sorted, and merged into
/// the line: to take the first of a million out of a heap is twenty cache misses, one after the
/// other. push and pop O(1) in the line, else O(log n), amortized; forget O(1), amortized: a
/// deadline that was not needed stays, and is known by its number, until it is the earliest or half
/// of all are of that kind. (The record of who has ended keeps its memory: see arena.)
template <class Thread> class sleepers {
 public:
  bool empty() const noexcept { return size() == forgotten_; }
  /// When the earliest is to wake; call it when there is one.
  instant earliest() noexcept {
    if (heap_.size() >= large && heap_.size() >= (line_.size() - head_) / 8) [[unlikely]]
      sort_in();
    while (stale(first())) drop_first(), --forgotten_;
    return first().until;
  }
  /// `t` is about to wait, in `w`. Throws std::bad_alloc.
  void push(Thread& t, waiting& w, instant until) {
    nap const n{until, pushed_ + 1, &t};
    if (no_line() || line_.back().until <= until) {
      // before the line takes more memory, it uses that of those who have left it, if many have
      if (line_.size() == line_.capacity() && 2 * head_ >= line_.size()) close_up();
      line_.push_back(n);
    } else {
      heap_.push_back(n);
      std::ranges::push_heap(heap_, later);
    }
    w.nap = ++pushed_;
    w.simple = false;
  }
  /// Takes out the one that earliest() spoke of.
  Thread& pop() noexcept {
    fetch_ahead();
    Thread& t = *first().who;
    drop_first();
    return t;
  }
  /// Somebody has stopped waiting who had a deadline.
  void forget() noexcept {
    if (++forgotten_ > 64 && 2 * forgotten_ > size()) {
      close_up();
      std::erase_if(line_, stale);
      std::erase_if(heap_, stale);
      std::ranges::make_heap(heap_, later);
      forgotten_ = 0;
    }
  }

 private:
  struct nap {
    instant until;
    std::uint64_t order;
    Thread* who;
  };
  static bool later(nap const& a, nap const& b) noexcept {  // a heap's top is the least late
    return a.until != b.until ? a.until > b.until : a.order > b.order;
  }
  static bool stale(nap const& n) noexcept {
    return n.who->waits == nullptr || n.who->waits->nap != n.order;
  }

  std::size_t size() const noexcept { return line_.size() - head_ + heap_.size(); }
  bool no_line() const noexcept { return head_ == line_.size(); }
  auto head() const noexcept { return line_.begin() + static_cast<std::ptrdiff_t>(head_); }
  bool line_is_first() const noexcept {
    return !no_line() && (heap_.empty() || later(heap_.front(), *head()));
  }
  nap const& first() const noexcept { return line_is_first() ? *head() : heap_.front(); }
  void drop_first() noexcept {
    if (line_is_first()) {
      ++head_;
    } else {
      std::ranges::pop_heap(heap_, later);
      heap_.pop_back();
    }
  }
  // Out of memory, all stays as it was: what is sorted is a heap.
  [[gnu::noinline]] void sort_in() noexcept try {
    constexpr auto earlier = [](nap const& a, nap const& b) { return later(b, a); };
    std::ranges::sort(heap_, earlier);
    close_up();
    auto const before = static_cast<std::ptrdiff_t>(line_.size());
    line_.insert(line_.end(), heap_.begin(), heap_.end());
    heap_.clear();
    std::ranges::inplace_merge(line_, line_.begin() + before, earlier);
  } catch (std::bad_alloc const&) {}
  // Lets the line begin at its first that has not left.
  void close_up() noexcept {
    line_.erase(line_.begin(), head());
    head_ = 0;
  }
  // When a million are due at once, each would wait for two cache misses: her record, her wait.
  void fetch_ahead() const noexcept {
    constexpr std::size_t record_distance = 16, wait_distance = 8;
    if (line_.size() - head_ <= record_distance) return;
    __builtin_prefetch(line_[head_ + record_distance].who, 1);
    __builtin_prefetch(line_[head_ + wait_distance].who->waits, 1);
  }

  static constexpr std::size_t large = 1024;  // naps: below, the cache has them all

  std::vector<nap> line_;  // sorted, from head_ on
  std::size_t head_ = 0;
  std::vector<nap> heap_;
  std::uint64_t pushed_ = 0;
  std::size_t forgotten_ = 0;  // how many of all these nobody needs
};

}  // namespace kont
