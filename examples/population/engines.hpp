// examples/population/engines.hpp -- everything that can run a town, by name.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "examples/population/chronicle.hpp"
#include "examples/population/parameters.hpp"

namespace kont::population {

/// What is to be run.
struct request {
  parameters rules;
  std::uint64_t seed = 1, people = 10'000;
  int years = 100;
  unsigned workers = 1;  ///< more than one: a crew
  std::function<void(year_row const&)> on_year = {};
};

/// One way to keep a life that waits: a strategy under a policy, or a peer. An engine gives what
/// the rules and the seed say, or throws usage_error where it lacks what is asked for, or cannot
/// have so many founders, and std::bad_alloc where it cannot have more children.
struct engine {
  std::string_view name, policy;
  history (*run)(request const&);
};

/// Those of this build: the default first, the slowest last.
std::span<engine const> engines();
/// Throws usage_error, which names those there are.
engine const& find_engine(std::string_view name, std::string_view policy);

// One each of their kinds.
history run_by_callbacks(request const& r);
history run_by_crew(request const& r);
history run_by_boost_fiber(request const& r);

}  // namespace kont::population
