// lab/read_plan.hpp -- a workload that stands in a file of something else.
#pragma once
#include "lab/place.hpp"
#include "lab/workload.hpp"

namespace kont::lab {

/// The plan of a value. Throws usage_error, as parse_plan does.
plan plan_in(place const& all);

}  // namespace kont::lab
