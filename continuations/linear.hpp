// continuations/linear.hpp -- holds, in a frame that may be forked, what must not be owned twice.
#pragma once
#include <atomic>
#include <concepts>
#include <cstdint>
#include <mutex>
#include <utility>

#include "lib/rule.hpp"

namespace kont {

/// What one linear<> has, and a copy of its bytes has as well: a number, and where the number
/// stands for as long as what it holds is there. No place is ever freed, so a copy may look at any
/// time.
class linear_ticket {
  struct place {
    std::atomic<std::uint64_t> number{0};
    place* next = nullptr;  // of those that are free
  };

 public:
  linear_ticket() {
    std::scoped_lock const hold(all().mutex);
    at_ = all().free != nullptr ? std::exchange(all().free, all().free->next) : new place;
    at_->number.store(number_ = ++all().last, std::memory_order_relaxed);
  }
  linear_ticket(linear_ticket&& other) noexcept
      : at_(std::exchange(other.at_, nullptr)), number_(other.number_) {}
  ~linear_ticket() {
    if (at_ == nullptr) return;
    auto mine = number_;
    rule(at_->number.compare_exchange_strong(mine, 0),
         "linear: its frame was forked, and a twin has let go of what it holds");
    std::scoped_lock const hold(all().mutex);
    at_->next = std::exchange(all().free, at_);
  }
  void check() const noexcept {
    rule(at_ != nullptr, "linear: what it held was moved away");
    rule(at_->number.load(std::memory_order_relaxed) == number_,
         "linear: used in a frame that was forked, and a twin has let go of what it holds");
  }

 private:
  struct every {
    std::mutex mutex;
    place* free = nullptr;
    std::uint64_t last = 0;
  };
  static every& all() {
    static auto& forever = *new every;  // destructors of what is static may still need it
    return forever;
  }

  place* at_;  // null: moved from
  std::uint64_t number_;
};

/// A T that may be let go of once. A fork of a multi-shot continuation is a photograph: what a
/// local owns, each twin owns, and destroys. In a linear<T> the first to end it does; whoever uses
/// it or ends it afterwards breaks a rule, in one line, before the T is touched. (A twin that is
/// never resumed may be given up by discard(), which ends nothing.) Twins that use it while neither
/// has ended it share it, unseen.
///
///   linear<std::unique_ptr<node>> const held(std::make_unique<node>());
///
/// Cost: a lock to make and to end one, a load at each use. Thread-safety: of T.
/// (Linear values and one-shot resumptions: Leijen, "Algebraic effect handlers with resources and
/// deep finalization", MSR-TR-2018-10.)
template <class T> class linear {
 public:
  template <class... Args>
  requires std::constructible_from<T, Args...>
  explicit linear(Args&&... args) : value_(std::forward<Args>(args)...) {}
  linear(linear&&) = default;

  T& operator*() noexcept { return only_.check(), value_; }
  T const& operator*() const noexcept { return only_.check(), value_; }
  T* operator->() noexcept { return &**this; }
  T const* operator->() const noexcept { return &**this; }

 private:
  T value_;
  linear_ticket only_;  // the last, so that it looks before value_ is destroyed
};

}  // namespace kont
