// lab/read_steps.hpp -- the steps of a job, from JSON, and whether its locks are kept in order.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lab/place.hpp"
#include "lab/step.hpp"

namespace kont::lab {

/// A list of objects of one member each. Throws usage_error.
std::vector<step> read_steps(place const& p, std::vector<std::string>& locks,
                             std::vector<std::string>& boxes);

/// What a step of that kind is called.
char const* name_of(doing what) noexcept;

/// The first step that does not keep locks in order, and the rule; the number of steps stands for
/// their end.
std::optional<std::pair<std::size_t, std::string>> fault_in(std::vector<step> const& steps);

}  // namespace kont::lab
