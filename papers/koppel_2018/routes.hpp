// papers/koppel_2018/routes.hpp -- the queens by every route that we have, as programs of a suite.
#pragma once
#include <vector>

#include "papers/effects/suite.hpp"

namespace kont::papers {

/// Boards of 8 to 12, each by every route; those that would take long on one say so.
std::vector<effects::program> queens_by_routes();

}  // namespace kont::papers
