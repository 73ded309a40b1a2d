// papers/ladder/budget.hpp -- what rows take to set up, learnt as they run; and time, shared out.
#pragma once
#include <map>
#include <span>
#include <string>

#include "papers/ladder/row.hpp"

namespace kont::ladder {

/// What it takes to have all n of a row alive: to set them up and to take them down again.
struct cost {
  double seconds = 0, bytes = 0;
};

/// What is known of costs: those of a row grow with its n.
class costs {
 public:
  /// Takes the place of what was known of that row at any n.
  void learn(row const& r, cost whole);
  bool know(row const& r) const;
  /// By what was learnt last, or else by a guess on the safe side. O(log rows).
  cost of(row const& r) const;

 private:
  std::map<std::string, cost> each_;  // of one alive, by key without n
};

/// What a group still asks for: seconds that it cannot do without, and rows that take what it gets
/// besides.
struct need {
  double seconds = 0;
  std::size_t rows = 0;
};

/// The seconds for the first of these groups, when `left` are left for all of them: its own need,
/// and for its rows their share of what nobody needs. O(groups).
double share_of_first(std::span<need const> groups, double left);

}  // namespace kont::ladder
