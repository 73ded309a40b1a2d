// continuations/strategies/seat.hpp -- what lies in the frame of who waits, for each Switch.
#pragma once
#include "continuations/reach.hpp"

namespace kont {

/// The record of what is suspended; where that may be moved away, it is elsewhere: see copy.hpp.
template <class Switch> struct seat_of { using type = typename Switch::suspended; };
template <class Switch>
requires moves_frames<Switch>
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
