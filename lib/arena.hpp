// lib/arena.hpp -- objects of one type, densely together, at addresses that never change.
#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include "lib/update.hpp"

namespace kont {

/// Makes and destroys objects of T in blocks: neighbours in time are neighbours in memory, and a
/// million of them cost no more than their sizes. Every operation O(1); the one destroyed last is
/// made again first. All that live are destroyed with the arena. Not thread-safe.
template <class T> class arena {
 public:
  arena() = default;
  arena(arena&&) = delete;
  ~arena() {
    for_each([](T& t) { t.~T(); });
  }

  /// Throws std::bad_alloc, and what the constructor throws.
  template <class... Args> T& make(Args&&... args) {
    if (empty_ == nullptr) [[unlikely]]
      add_block();
    cell* const c = empty_;
    T* const made = new (&c->object) T(std::forward<Args>(args)...);
    empty_ = marked(c->next, false);
    c->next = nullptr;
    return *made;
  }
  void destroy(T& t) noexcept {
    t.~T();
    leave_empty(*cell_of(t));
  }
  /// Keeps one that nobody uses any more as it is, for again().
  void set_aside(T& t) noexcept {
    update(cell_of(t)->next, aside_);  // mostly: who was taken last goes back first
    aside_ = cell_of(t);
  }
  /// The one that was set aside last, in use again; null: none is left. No constructor runs: for
  /// whom most of an object is as good as new, when it has been used.
  [[gnu::always_inline]] T* again() noexcept {
    if (aside_ == nullptr) [[unlikely]]
      return nullptr;
    return &std::exchange(aside_, aside_->next)->object;
  }
  /// Calls f with each that lives, those set aside too, in the order of their addresses. O(the most
  /// that ever lived). f may make others, and may be called with them.
  template <class F> void for_each(F f) {
    for (std::size_t n = 0; n < blocks_.size(); ++n) {
      for (auto& c : *blocks_[n]) {
        if (c.next == marked(c.next, false)) f(c.object);
      }
    }
  }

 private:
  static constexpr std::size_t per_block = 256;
  struct alignas(std::bit_ceil(sizeof(T) + sizeof(void*)) <= 64 ? 64 : alignof(T)) cell {
    cell() noexcept {}
    ~cell() {}
    union {
      T object;
    };
    cell* next;  // in the list of those set aside; of the empty, and then its address is odd
  };
  using block = std::array<cell, per_block>;

  static cell* cell_of(T& t) noexcept { return reinterpret_cast<cell*>(&t); }
  static cell* marked(cell* c, bool odd) noexcept {
    auto const address = reinterpret_cast<std::uintptr_t>(c) & ~std::uintptr_t{1};
    return reinterpret_cast<cell*>(address + odd);
  }
  void leave_empty(cell& c) noexcept {
    c.next = marked(empty_, true);
    empty_ = &c;
  }
  [[gnu::cold, gnu::noinline]] void add_block() {
    blocks_.push_back(std::make_unique<block>());
    for (std::size_t i = per_block; i-- > 0;) leave_empty((*blocks_.back())[i]);
  }

  cell* empty_ = nullptr;
  cell* aside_ = nullptr;
  std::vector<std::unique_ptr<block>> blocks_;
};

}  // namespace kont
