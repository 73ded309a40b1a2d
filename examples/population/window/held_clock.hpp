// examples/population/window/held_clock.hpp -- virtual time that somebody can hold.
#pragma once
#include "lib/clock.hpp"

namespace kont::population {

/// A virtual clock that stands still while it is held: then a scheduler whose microthreads all wait
/// returns from run_some(), and goes on when the clock is let go. So a world is stopped between two
/// years, and years are as long as somebody likes to watch them.
class held_clock : public virtual_clock {
 public:
  void hold() noexcept { held_ = true; }
  void let_go() noexcept { held_ = false; }
  bool held() const noexcept { return held_; }
  bool may_wait(bool asleep) const noexcept { return asleep && !held_; }

 private:
  bool held_ = true;
};

}  // namespace kont::population
