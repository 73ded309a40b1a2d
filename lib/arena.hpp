// lib/arena.hpp -- objects of one type, densely together, at addresses that never change.
#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace kont {

/// Makes and destroys objects of T in blocks: neighbours in time are neighbours in memory, and a
/// million of them cost no more than their sizes. make and destroy O(1); the one destroyed last is
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
    if (free_ == nullptr) [[unlikely]]
      add_block();
    cell* const c = free_;
    T* const made = new (&c->object) T(std::forward<Args>(args)...);
    free_ = c->next;
    c->next = c;  // points to itself while it lives: so for_each knows
    return *made;
  }
  void destroy(T& t) noexcept {
    t.~T();
    give_back(t);
  }
  /// The same for one of which nothing is left to destroy.
  void give_back(T& t) noexcept {
    cell* const c = reinterpret_cast<cell*>(&t);
    c->next = free_;
    free_ = c;
  }
  /// Calls f with each that lives, in the order of their addresses. O(the most that ever lived).
  template <class F> void for_each(F f) {
    for (auto const& b : blocks_) {
      for (auto& c : *b) {
        if (c.next == &c) f(c.object);
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
    cell* next;
  };
  using block = std::array<cell, per_block>;

  [[gnu::cold, gnu::noinline]] void add_block() {
    blocks_.push_back(std::make_unique<block>());
    for (std::size_t i = per_block; i-- > 0;) {
      cell& c = (*blocks_.back())[i];
      c.next = free_;
      free_ = &c;
    }
  }

  cell* free_ = nullptr;
  std::vector<std::unique_ptr<block>> blocks_;
};

}  // namespace kont
