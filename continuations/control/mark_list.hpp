// continuations/control/mark_list.hpp -- the marks of one segment, the innermost first: a list that
// nobody changes, shared by all who have it.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace kont {

using mark_id = std::uint64_t;

/// One mark. `found` remembers what a search for `sought` found from here on (null: nothing).
struct mark {
  mark(mark_id of, mark const* outside) noexcept : key(of), outer(outside) {}
  virtual ~mark() = default;

  mark_id key;
  mark const* outer;
  mutable std::atomic<unsigned> holders = 1;
  mutable mark_id sought = 0;
  mutable mark const* found = nullptr;
};

/// Holds the innermost mark, and with it all others.
class mark_list {
 public:
  mark_list() = default;
  mark_list(mark_list const& l) noexcept : top_(l.top_) {
    if (top_ != nullptr) top_->holders.fetch_add(1, std::memory_order_relaxed);
  }
  mark_list& operator=(mark_list l) noexcept {
    std::swap(top_, l.top_);
    return *this;
  }
  ~mark_list() {
    while (top_ != nullptr && top_->holders.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      delete std::exchange(top_, top_->outer);
    }
  }

  mark const* top() const noexcept { return top_; }
  /// `made` was made with top() for its outer.
  void push(mark const* made) noexcept { top_ = made; }
  void pop() noexcept {
    mark_list rest;
    rest.top_ = top_->outer;
    if (rest.top_ != nullptr) rest.top_->holders.fetch_add(1, std::memory_order_relaxed);
    std::swap(top_, rest.top_);
  }

  /// The innermost mark with this key, or null. O(1) amortised: a search of n steps leaves what it
  /// found in the middle of its way, so the next one from here or from further inside takes half
  /// as many. Adds to `steps` what it took. (Flatt & Dybvig, PLDI 2020, section 7.5.)
  mark const* find(mark_id key, std::size_t& steps) const noexcept {
    mark const* at = top_;
    std::size_t n = 0;
    for (; at != nullptr && at->key != key; at = at->outer, ++n) {
      if (at->sought == key) {
        at = at->found;
        break;
      }
    }
    steps += n + 1;
    if (n > 1) {
      mark const* middle = top_;
      for (std::size_t i = 0; i < n / 2; ++i) middle = middle->outer;
      middle->sought = key;
      middle->found = at;
    }
    return at;
  }

 private:
  mark const* top_ = nullptr;
};

}  // namespace kont
