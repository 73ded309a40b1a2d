// coroutines/microthreads/allowance.hpp -- how many turns a scheduler may still take, in one count.
#pragma once
#include <algorithm>
#include <cstdint>

namespace kont {

/// Turns till somebody has to look up: at the clock, which goes on while microthreads run, or at
/// who called run_some(). All of it costs a turn one decrement. Every operation O(1).
class allowance {
 public:
  static constexpr std::uint64_t unlimited = ~std::uint64_t{0};

  /// `turns` in all, with a look after each `stretch` of them.
  void grant(std::uint64_t turns, std::uint64_t stretch = unlimited) noexcept {
    stretch_ = stretch;
    left_ = turns;
    now_ = 0;  // the first take() looks up
    over_ = false;
  }
  /// Takes a turn. False: look up first, and renew.
  [[gnu::always_inline]] bool take() noexcept { return now_-- != 0; }
  /// Takes it from a new stretch; false: all turns have been used up.
  bool renew() noexcept {
    auto const granted = std::min(left_, stretch_);
    over_ = granted == 0;
    now_ = over_ ? 0 : granted - 1;
    left_ -= granted;
    return !over_;
  }
  void use_up() noexcept {
    now_ = left_ = 0;
    over_ = true;
  }
  bool over() const noexcept { return over_; }
  /// Tells this turn from all others.
  std::uint64_t turn() const noexcept { return left_ + now_; }
  /// The next take() looks up; no turn is lost.
  void interrupt() noexcept {
    left_ += now_;
    now_ = 0;
  }
  /// The turn that was taken last was not used.
  void give_back() noexcept { ++now_; }

 private:
  std::uint64_t now_ = 0, stretch_ = unlimited, left_ = 0;
  bool over_ = false;
};

}  // namespace kont
