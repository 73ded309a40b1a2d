// continuations/control/captured.hpp -- what was captured, owned: a list of segments cut off.
#pragma once
#include <cstdint>
#include <utility>

#include "continuations/control/evidence.hpp"
#include "continuations/control/metacontinuation.hpp"
#include "lib/rule.hpp"

namespace kont {

/// Owns what was captured: take it once, or it unwinds.
template <class S> class captured {
  using meta = metacontinuation<S>;
  static constexpr bool has_twins = captures_fork<S>;

 public:
  captured() = default;
  explicit captured(segment<S>* head) noexcept : head_(head) {
    if constexpr (has_twins) stamp_ = head->capture = next_number();
  }
  captured(captured&& c) noexcept : head_(std::exchange(c.head_, nullptr)), stamp_(c.stamp_) {}
  captured& operator=(captured&& c) noexcept {
    captured old(std::move(c));  // and not of *this: one moved to itself keeps what it is
    std::swap(head_, old.head_);
    std::swap(stamp_, old.stamp_);
    return *this;
  }
  ~captured() {
    if (*this) meta::drop(std::exchange(head_, nullptr));
  }
  /// Whether there is something left to take.
  explicit operator bool() const noexcept {
    if constexpr (has_twins) return head_ != nullptr && head_->capture == stamp_;
    return head_ != nullptr;
  }

  /// Gives it up without unwinding it; see the strategy's discard().
  void discard() && noexcept requires has_twins {
    if (*this) meta::template drop<false>(std::exchange(head_, nullptr));
  }

  /// For who gives it up with a value on its way there.
  void destroy_cargo(void (*destroy)(carrier&)) noexcept { destroy(head_->cargo); }

  /// What goes in with it; it is still to be taken.
  segment<S>& head() const noexcept {
    rule(static_cast<bool>(*this), "resumed twice, or empty: a continuation is one-shot");
    return *head_;
  }
  segment<S>* take() noexcept {
    rule(static_cast<bool>(*this), "resumed twice, or empty: a continuation is one-shot");
    if constexpr (has_twins) head_->capture = 0;
    return std::exchange(head_, nullptr);
  }
  captured fork() const requires has_twins {
    rule(static_cast<bool>(*this), "fork: an empty continuation has no twin");
    return captured(meta::fork(head_));
  }

 private:
  segment<S>* head_ = nullptr;
  // A frame that is forked while it holds one has a twin that holds the same. No stamp is used
  // twice, so whoever comes second is told.
  std::uint64_t stamp_ = 0;
};

}  // namespace kont
