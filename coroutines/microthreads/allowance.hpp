// coroutines/microthreads/allowance.hpp -- how many turns a scheduler may still take, in one count.
#pragma once
#include <algorithm>
#include <cstdint>

namespace kont {

/// Turns till somebody has to look up: at the clock, which goes on while microthreads run, or at
/// who called run_some(). All of it costs a turn one decrement, or one test where their number is
/// unlimited and nobody tells one from another. Every operation O(1).
class allowance {
 public:
  static constexpr std::uint64_t unlimited = ~std::uint64_t{0};

  /// `turns` in all, with a look after each `stretch` of them.
  void grant(std::uint64_t turns, std::uint64_t stretch = unlimited) noexcept {
    stretch_ = stretch;
    leave(turns);
    over_ = false;
  }
  /// Takes a turn. False: look up first, and renew.
  [[gnu::always_inline]] bool take() noexcept {
    if (uncounted_) [[likely]]
      return true;
    return --next_look_ != 0;
  }
  /// Takes it from a new stretch; false: all turns have been used up.
  bool renew() noexcept {
    auto const granted = std::min(left_, stretch_);
    over_ = granted == 0;
    uncounted_ = granted == unlimited && !told_apart_;
    next_look_ = over_ ? 1 : granted;
    left_ -= granted;
    return !over_;
  }
  void use_up() noexcept {
    leave(0);
    over_ = true;
  }
  bool over() const noexcept { return over_; }
  /// Tells this turn from all others, also of other grants. From now on they are counted.
  std::uint64_t turn() noexcept {
    told_apart_ = true;
    uncounted_ = false;
    return base_ + left_ + next_look_;
  }
  /// The next take() looks up; no turn is lost.
  void interrupt() noexcept {
    left_ += uncounted_ ? next_look_ : next_look_ - 1;
    look_at_once();
  }
  /// The turn that was taken last was not used.
  void give_back() noexcept { next_look_ += uncounted_ ? 0 : 1; }

 private:
  // So many are left, after another look; this turn stays the one it is.
  void leave(std::uint64_t turns) noexcept {
    base_ += left_ + next_look_ - (turns + 1);
    left_ = turns;
    look_at_once();
  }
  void look_at_once() noexcept {
    next_look_ = 1;
    uncounted_ = false;
  }

  std::uint64_t next_look_ = 1;  // in so many takes: that it comes to zero costs no comparison
  std::uint64_t stretch_ = unlimited, left_ = 0;
  std::uint64_t base_ = unlimited;  // with what is left it is a turn's number; that only falls
  bool over_ = false;
  bool told_apart_ = false;  // somebody asks which turn it is: for good
  bool uncounted_ = false;   // next_look_ stays as granted: unlimited
};

}  // namespace kont
