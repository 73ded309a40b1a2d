// papers/ladder/all_rows.hpp -- every row that this build has, and what it lacks.
#pragma once
#include <vector>

#include "papers/ladder/row.hpp"

namespace kont::ladder {

struct inventory {
  rows all;                      ///< kont's, the baselines' and the peers'; nothing is made yet
  std::vector<skipped> missing;  ///< systems and strategies that this build has not, and why
  std::vector<skipped> none;     ///< what others have rows of, and these nowhere do, and why
};

inventory all_rows();

}  // namespace kont::ladder
