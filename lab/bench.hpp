// lab/bench.hpp -- ns a decision by the number of jobs; ns a yield, by name and named in code.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "lab/contender.hpp"

namespace kont::lab {

/// Is given each part of a table as soon as it is known.
using listener = std::function<void(std::string const&)>;

/// ns of thread CPU time a decision among so many jobs, all of them ready: the median of five
/// samples, each of so many decisions, 1 at least; of fewer where they would take longer than so
/// many seconds, and of fewer samples where it takes longer than that to make all jobs ready.
/// Throws what the policy's engine does.
double ns_a_decision(chosen const& policy, std::uint64_t jobs, std::uint64_t decisions,
                     double seconds = 1);
/// A row for each number of jobs, from 1000 or a little more, doubled up to the largest. Takes some
/// seconds for each at most, but for the time that it takes to make all jobs ready.
void table_of_decisions(chosen const& policy, std::uint64_t largest, listener const& tell);

/// A row for each: ns of thread CPU time a yield through the lab; and, of those that a program
/// here names itself (fifo, eevdf), directly, with the ratio of the two and its 95 % interval.
/// Measured in turns, medians. Takes some seconds for each. Throws policy_broken, before
/// it measures one that breaks a rule.
void table_of_yields(std::span<chosen const> policies, listener const& tell);

}  // namespace kont::lab
