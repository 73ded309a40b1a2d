// continuations/reach.hpp -- how one computation touches what lies in the frames of another that
// waits: where these may be moved away (see copy.hpp), not by its address alone.
#pragma once
#include <concepts>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include "lib/small_blocks.hpp"

namespace kont {

/// Whether frames of a computation of S that waits may be moved away from their addresses. (Of a
/// strategy, or its Switch.)
template <class S> inline constexpr bool moves_frames = requires { requires S::shares_stacks; };

/// Where `p`, which may be in a frame of `k`, is while k waits; p itself where frames do not move.
/// For what may be moved as bytes: an object that points into itself is not that. O(1).
template <class S, class K, class T>
[[gnu::always_inline]] inline T* reach([[maybe_unused]] K const& k, T* p) noexcept {
  if constexpr (moves_frames<S>) {
    return S::reach(k, p);
  } else {
    return p;
  }
}

/// A T of ours that others reach by its address while we wait: a member, or a block of its own.
template <class T, class S> class reachable {
 public:
  template <class... Args> explicit reachable(Args&&... args) : t_(std::forward<Args>(args)...) {}
  reachable(reachable&&) = delete;
  T& operator*() noexcept { return t_; }

 private:
  T t_;
};
template <class T, class S>
requires moves_frames<S>
class reachable<T, S> {
 public:
  template <class... Args> explicit reachable(Args&&... args) {
    void* const room = small_blocks::take(sizeof(T));
    try {
      t_ = new (room) T(std::forward<Args>(args)...);
    } catch (...) {
      small_blocks::give_back(room, sizeof(T));
      throw;
    }
  }
  reachable(reachable&&) = delete;
  ~reachable() {
    t_->~T();
    small_blocks::give_back(const_cast<std::remove_const_t<T>*>(t_), sizeof(T));
  }
  T& operator*() noexcept { return *t_; }

 private:
  static_assert(alignof(T) <= small_blocks::step, "a stricter alignment is not supported");
  T* t_;
};

/// The same for a T that is there already: lent, and later brought back. Where frames do not move,
/// it stays where it is.
template <class T, class S> class lent {
 public:
  explicit lent(T& t) noexcept : t_(t) {}
  T& operator*() noexcept { return t_; }
  void bring_back() noexcept {}

 private:
  T& t_;
};
template <class T, class S>
requires moves_frames<S>
class lent<T, S> {
 public:
  explicit lent(T& t) : t_(t), away_(std::move(t)) {}
  T& operator*() noexcept { return *away_; }
  void bring_back() {
    if constexpr (!std::is_const_v<T>) {
      std::destroy_at(&t_);
      std::construct_at(&t_, std::move(*away_));
    }
  }

 private:
  T& t_;
  reachable<T, S> away_;
};

}  // namespace kont
