// lib/concurrent/deque.hpp -- a work-stealing deque: its owner puts, all take, without locks.
//
//   top                    bottom
//    v                       v
//   [a][b][c] ... [x][y][z]  .      the owner puts at the bottom
//    |                    |
//    +-- oldest: thieves, and the owner who wants a turn for each (round robin)
//                         +-- newest: the owner who wants what is warm in the cache
//
// Indices only grow; cell i lies at i modulo the size of the array. Who takes the oldest moves top
// by compare-and-swap, and so does the owner for the last one: there both ends meet.
#pragma once
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "lib/concurrent/asymmetric_fence.hpp"

namespace kont {

/// The fences for atoms of this kind, which are for all seq_cst. The atoms of a checker bring their
/// own, which are found by the type of the argument.
template <class T>
[[gnu::always_inline]] inline void light_fence(std::atomic<T> const&, std::memory_order) noexcept {
  light_fence();
}
template <class T> void heavy_fence(std::atomic<T> const&, std::memory_order) noexcept {
  heavy_fence();
}

/// The memory orders of a work_deque, each with its reason. The defaults are right; the tests
/// weaken one at a time, and must notice.
struct deque_orders {
  /// Who sees the new bottom sees what was put below it.
  std::memory_order put_bottom = std::memory_order::release;
  /// The same for a bottom that the owner moved to take: since C++20 a later store of the same
  /// thread no longer continues the release sequence of the one that put.
  std::memory_order take_bottom = std::memory_order::release;
  /// The owner lowers bottom, then reads top; a thief reads top, then bottom. One of the two
  /// must see the other, or both take the same: Dekker's pattern, hence two seq_cst fences, of
  /// which the owner's is the cheap one of an asymmetric pair.
  std::memory_order take_fence = std::memory_order::seq_cst;
  std::memory_order steal_fence = std::memory_order::seq_cst;
  /// What was put below bottom is seen by the thief.
  std::memory_order steal_bottom = std::memory_order::acquire;
  /// A new array comes with its cells. (Relaxed, as published, a thief could read a cell into
  /// which nothing has been copied yet.)
  std::memory_order grow_array = std::memory_order::release;
  std::memory_order steal_array = std::memory_order::acquire;
  /// A cell is used again only after the thief has read it: it read before it moved top, and
  /// the owner writes after having seen top moved.
  std::memory_order steal_top = std::memory_order::release;
  std::memory_order put_top = std::memory_order::acquire;
  /// The last one is taken by compare-and-swap, not by a store.
  bool last_by_exchange = true;
};

/// What a thief got: null if there was nothing, or if somebody else was faster (`raced`): then
/// it may be worth while to ask again.
template <class T> struct stolen {
  T* item = nullptr;
  bool raced = false;
};

/// A deque of pointers, of one owner and any number of thieves. Members are the owner's, and not
/// thread-safe among themselves, except steal() and seems_empty(), which any thread may call at any
/// time. Items are not owned. put is amortised O(1), the others O(1) and wait-free; only
/// take_oldest repeats, and then a thief has got one (lock-free).
///
/// Chase & Lev, SPAA 2005, with the orders of Lê, Pop, Cohen & Zappa Nardelli, PPoPP 2013, and
/// these differences: the array pointer is release/acquire, for theirs has a race when the array
/// grows; bottom is always stored with release, because of C++20's release sequences (and so that
/// ThreadSanitizer, which knows no fences, follows); compare-and-swap needs no seq_cst beside the
/// fences, which are asymmetric; the owner may take the oldest as well, without a fence. The array
/// never shrinks, and old ones are kept until the deque dies, for a thief may still read in them:
/// each is half the next, so that all together are less than twice the newest.
template <class T, template <class> class Atom = std::atomic, deque_orders O = {}>
class work_deque {
  using enum std::memory_order;
  using index = std::int64_t;
  // Whether the atoms never throw; those of a checker do.
  static constexpr bool sure = noexcept(std::declval<Atom<T*>&>().load(relaxed));

 public:
  /// Room for `least` items, rounded up to a power of two; at least one. Throws std::bad_alloc.
  explicit work_deque(std::size_t least = 64)
      : newest_(std::make_unique<array>(std::bit_ceil(least))),
        ring_(newest_->ring),
        array_(newest_.get()) {}
  work_deque(work_deque&&) = delete;

  /// Makes room, so that put() does not throw while at most n are in it. Throws std::bad_alloc.
  void reserve(std::size_t n) {
    if (n > ring_.size()) grow(std::bit_ceil(n));
  }
  /// Adds the newest. Throws std::bad_alloc when it has to grow and cannot; then nothing changed.
  [[gnu::always_inline]] void put(T& item) {
    if (!put_if_room(item)) [[unlikely]]
      put_into_larger(item);
  }
  /// The same, but does not grow; false: it would have to, and nothing changed.
  [[gnu::always_inline]] bool put_if_room(T& item) noexcept(sure) {
    index const b = bottom_.load(relaxed);
    index const t = top_.load(O.put_top);
    if (b - t == static_cast<index>(ring_.size())) [[unlikely]]
      return false;
    ring_.at(b).store(&item, relaxed);
    bottom_.store(b + 1, O.put_bottom);
    return true;
  }
  /// The newest; null: there is none.
  [[gnu::always_inline]] T* take_newest() noexcept(sure) {
    index const b = bottom_.load(relaxed) - 1;
    bottom_.store(b, O.take_bottom);
    light_fence(bottom_, O.take_fence);
    index const t = top_.load(relaxed);
    if (t < b) return ring_.at(b).load(relaxed);  // no thief gets as far as this
    T* item = nullptr;
    if (t == b && take_last(t)) item = ring_.at(b).load(relaxed);
    bottom_.store(b + 1, O.take_bottom);
    return item;
  }
  /// The oldest; null: there is none. Without a fence, for the owner knows where bottom is.
  T* take_oldest() noexcept(sure) {
    index const b = bottom_.load(relaxed);
    index t = top_.load(relaxed);
    while (t < b) {
      T* const item = ring_.at(t).load(relaxed);
      if (top_.compare_exchange_weak(t, t + 1, relaxed, relaxed)) return item;
    }
    return nullptr;
  }
  /// Whether there seems to be nothing to steal; any thread. Far cheaper than to try.
  bool seems_empty() const noexcept(sure) { return top_.load(relaxed) >= bottom_.load(relaxed); }
  /// The oldest, for anybody who is not the owner. Never blocks.
  stolen<T> steal() noexcept(sure) {
    index t = top_.load(relaxed);
    heavy_fence(top_, O.steal_fence);
    if (t >= bottom_.load(O.steal_bottom)) return {};
    T* const item = array_.load(O.steal_array)->ring.at(t).load(relaxed);
    if (!top_.compare_exchange_strong(t, t + 1, O.steal_top, relaxed)) return {nullptr, true};
    return {item, false};
  }

 private:
  struct cells_in_a_ring {
    Atom<T*>* first;
    std::size_t mask;
    std::size_t size() const noexcept { return mask + 1; }
    Atom<T*>& at(index i) const noexcept { return first[static_cast<std::size_t>(i) & mask]; }
  };
  struct array {
    explicit array(std::size_t size)
        : cells(std::make_unique<Atom<T*>[]>(size)), ring{cells.get(), size - 1} {}
    std::unique_ptr<Atom<T*>[]> cells;
    cells_in_a_ring ring;
    std::unique_ptr<array> older;
  };

  bool take_last(index t) noexcept(sure) {
    if constexpr (O.last_by_exchange) {
      return top_.compare_exchange_strong(t, t + 1, relaxed, relaxed);
    } else {
      top_.store(t + 1, relaxed);
      return true;
    }
  }
  [[gnu::cold, gnu::noinline]] void put_into_larger(T& item) {
    grow(2 * ring_.size());
    put(item);
  }
  [[gnu::noinline]] void grow(std::size_t size) {
    auto larger = std::make_unique<array>(size);
    index const b = bottom_.load(relaxed);
    for (index i = top_.load(relaxed); i < b; ++i) {
      larger->ring.at(i).store(ring_.at(i).load(relaxed), relaxed);
    }
    larger->older = std::move(newest_);
    newest_ = std::move(larger);
    ring_ = newest_->ring;
    array_.store(newest_.get(), O.grow_array);
  }

  static constexpr std::size_t line = 64;  // apart, or a thief's top slows the owner's bottom
  std::unique_ptr<array> newest_;          // the owner's; thieves ask array_
  cells_in_a_ring ring_;                   // its cells: the owner has them at a load less
  alignas(line) Atom<index> bottom_{0};
  alignas(line) Atom<index> top_{0};
  alignas(line) Atom<array*> array_;
};

}  // namespace kont
