// lab/contenders.hpp -- kont's own policies, in parts: how each is made of its settings.
#pragma once
#include <vector>

#include "lab/contender.hpp"

namespace kont::lab {

// In several files: each policy is compiled with a simulation and with a scheduler of its own.
std::vector<contender> by_turn();
std::vector<contender> by_length();
std::vector<contender> by_share();
std::vector<contender> by_deadline();

inline constexpr ticks much = 1'000'000'000'000;
constexpr setting quantum(ticks standard) {
  return {"quantum", standard, 1, much, "the ticks after which another is asked for"};
}
inline constexpr setting shortest{"shortest", 3, 1, 1'000'000,
                                  "nobody is stopped before so many ticks"};

/// Of one whose first setting is its quantum, or another number it is made with.
template <class P> P of_quantum(values const& v) { return P(v[0]); }

}  // namespace kont::lab
