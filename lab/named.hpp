// lab/named.hpp -- workloads by name, with settings: `hackbench:groups=2`.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lab/contender.hpp"
#include "lab/workload.hpp"

namespace kont::lab {

struct named_workload {
  std::string_view name, says, source;
  std::vector<setting> settings;
  void (*add)(plan&, values const&);  ///< puts its jobs into the plan
};
/// All of them, in the order of their names.
std::span<named_workload const> named_workloads();
/// The one of this name; null: there is none.
named_workload const* find_workload(std::string_view name);

/// The plan of `NAME` or `NAME:SETTING=NUMBER,...`. Throws usage_error, which names what is
/// allowed. Nothing if no workload has this name: then it is a file's.
std::optional<plan> named_plan(std::string_view text);
/// That, or what a file of that name has. Throws usage_error.
plan plan_of(std::string const& workload);

/// `a, b, c`: what those on a list are called.
template <class List> std::string names_in(List const& list) {
  std::string all;
  for (auto const& one : list) all += (all.empty() ? "" : ", ") + std::string(one.name);
  return all;
}

/// What settings are unless the user says.
std::vector<ticks> standard(std::span<setting const> all);
/// The same, and those in `a=1,b=2` as it says; `who` has them. Throws usage_error, which names
/// what is allowed.
std::vector<ticks> settings_in(std::string_view who, std::span<setting const> all,
                               std::string_view text);

}  // namespace kont::lab
