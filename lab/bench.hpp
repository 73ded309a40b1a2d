// lab/bench.hpp -- ns a decision by the number of jobs; ns a yield, by name and named in code.
#pragma once
#include <cstdint>
#include <span>
#include <string>

#include "lab/contender.hpp"

namespace kont::lab {

/// ns of thread CPU time a decision among so many jobs, all of them ready: the median of some
/// samples, each of so many decisions, 1 at least. Throws what the policy's engine does.
double ns_a_decision(chosen const& policy, std::uint64_t jobs, std::uint64_t decisions);
/// A row for each number of jobs, from 1000 or a little more, doubled up to the largest. Takes a
/// second or more for each.
std::string table_of_decisions(chosen const& policy, std::uint64_t largest);

/// A row for each: ns of thread CPU time a yield through the lab; and, of those that a program
/// here names itself (fifo, eevdf), directly, with the ratio of the two and its 95 % interval.
/// Measured in turns, medians. Takes some seconds for each. Throws policy_broken, before
/// it measures one that breaks a rule.
std::string table_of_yields(std::span<chosen const> policies);

}  // namespace kont::lab
