// coroutines/microthreads/policies/by_key.hpp -- the ready in the order of a number: what many
// policies are made of.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "coroutines/microthreads/policies/service.hpp"

namespace kont {

/// Hooks by their key when put, the smallest first; of equal ones, who came first. A heap of keys,
/// so that comparing touches no hook. put and take O(log n), 24 bytes a microthread. put throws
/// std::bad_alloc unless there is room; see reserve.
template <class Hook, class Key> class by_key {
 public:
  void reserve(std::size_t n) {
    if (n > heap_.capacity()) heap_.reserve(2 * n);
  }
  void put(Hook& t, Key key) {
    heap_.push_back({key, ++puts_, &t});
    std::push_heap(heap_.begin(), heap_.end());
  }
  Hook* take() noexcept {
    if (heap_.empty()) return nullptr;
    Hook* const first = heap_.front().who;
    std::pop_heap(heap_.begin(), heap_.end());
    heap_.pop_back();
    return first;
  }
  bool empty() const noexcept { return heap_.empty(); }
  std::size_t size() const noexcept { return heap_.size(); }
  /// The key of who is first; call it when there is one.
  Key first_key() const noexcept { return heap_.front().key; }

 private:
  struct entry {
    Key key;
    std::uint64_t order;
    Hook* who;
    bool operator<(entry const& b) const noexcept {  // a heap's top is its greatest
      return key != b.key ? key > b.key : order > b.order;
    }
  };
  std::vector<entry> heap_;
  std::uint64_t puts_ = 0;
};

/// A policy: the smallest `Member` of the hooks first. What others derive from.
template <class Hook, auto Member> class smallest_first {
 public:
  using hook = Hook;
  void reserve(std::size_t n) { ready_.reserve(n); }
  void put(hook& t, why) noexcept { ready_.put(t, t.*Member); }
  hook* take() noexcept { return ready_.take(); }

 protected:
  by_key<hook, ticks> ready_;
};

}  // namespace kont
