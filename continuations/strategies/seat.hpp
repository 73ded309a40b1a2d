// continuations/strategies/seat.hpp -- what a Switch leaves in frames: in that of who waits, and in
// the first of all.
#pragma once
#include <cstddef>

namespace kont {

/// The record of what is suspended; where that is elsewhere, what a Switch says: see copy.hpp, and
/// tip_switch.
template <class Switch> struct seat_of { using type = typename Switch::suspended; };
template <class Switch>
requires requires { typename Switch::seat; }
struct seat_of<Switch> {
  using type = typename Switch::seat;
};

/// The same with room for more registers, where a Switch can keep them.
template <class Switch> struct roomy_of : seat_of<Switch> {};
template <class Switch>
requires requires { typename Switch::roomy; }
struct roomy_of<Switch> {
  using type = typename Switch::roomy;
};

/// The home, kept in the first frame.
template <class Switch> struct kept_home {
  typename Switch::home its;

  void keep(typename Switch::home h) { its = h; }
  typename Switch::home& found(void*, std::size_t, std::size_t) noexcept { return its; }
};
/// The same where the place of that frame tells it, its size and its alignment: see own_stack.
template <class Switch>
requires requires(void* frame) { Switch::home_above(frame, 1, 1); }
struct kept_home<Switch> {
  static void keep(typename Switch::home) noexcept {}
  static auto found(void* frame, std::size_t size, std::size_t align) noexcept {
    return Switch::home_above(frame, size, align);
  }
};

}  // namespace kont
