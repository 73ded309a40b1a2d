// lab/conformance.hpp -- the rules that every policy keeps, and whether one does.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "lab/contender.hpp"

namespace kont::lab {

enum class rule : std::uint8_t {
  none_lost,
  none_doubled,
  quantum_of_one,
  work_conserving,
  bounded_wait,
  same_again
};
inline constexpr char const* names_of_rules[] = {
    "none is lost",      "none is given twice", "a quantum is 1 at least",
    "work is conserved", "waits are bounded",   "the same for the same seed"};
inline constexpr std::size_t rules = std::size(names_of_rules);

/// What one workload says of one rule. A run that was stopped for breaking one says nothing of
/// others.
struct finding {
  bool judged = false;
  std::string fault{};  ///< how it is broken; empty: it is not
};
/// Runs the policy twice. O(what the policy needs).
std::array<finding, rules> judge(chosen const& policy, workload const& work);
/// Whether a rule is kept by it at all: a bounded wait is only where it is promised.
bool promises(chosen const& policy, rule r, workload const& work);

/// A workload that breaks something, and as small as could be found.
struct counterexample {
  workload work;
  std::string fault;
};
/// How a rule fared on random workloads.
struct standing {
  std::uint64_t held = 0;  ///< workloads on which it was judged, and kept
  std::optional<counterexample> broken{};
};
/// Draws workloads till one breaks the rule, or there were so many; the one that breaks it is
/// shrunk: jobs are left out and numbers made smaller as long as it is broken. The same for the
/// same seed. Throws usage_error where rapidcheck is missing.
/// (Claessen & Hughes: QuickCheck, ICFP 2000.)
standing try_rule(chosen const& policy, rule r, std::uint64_t workloads, std::uint64_t seed);

/// As a workload file, in one line.
std::string json_of(workload const& work);

}  // namespace kont::lab
