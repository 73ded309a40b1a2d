// continuations/strategies/seat.hpp -- what lies in the frame of who waits, for each Switch.
#pragma once

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

}  // namespace kont
