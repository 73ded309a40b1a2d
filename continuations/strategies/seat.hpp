// continuations/strategies/seat.hpp -- what lies in the frame of who waits, for each Switch.
#pragma once

namespace kont {

/// Whether computations share stacks, so that what is suspended is moved away: see copy.hpp.
template <class Switch> inline constexpr bool places_are_shared = requires {
  requires Switch::shares_stacks;
};

/// The record of what is suspended; where stacks are shared, that is elsewhere.
template <class Switch> struct seat_of { using type = typename Switch::suspended; };
template <class Switch>
requires places_are_shared<Switch>
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
