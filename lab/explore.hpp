// lab/explore.hpp -- a program of microthreads under many schedules: which of them breaks it?
//
//   auto const seen = kont::lab::explore(program, [](auto seed) { return kont::pct({seed}); });
//   if (seen.found) std::cout << kont::lab::story(kont::lab::shrink(program, *seen.found));
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lab/order.hpp"

namespace kont::lab {

/// Spawns what is to run, and returns a function that says, when all is over, what is wrong: an
/// empty string if nothing is. Each run is a world of its own: what the program keeps must begin
/// anew, and depend on nothing but the order. Others can run where a microthread waits or yields,
/// so a yield stands for every place where it might be preempted.
using program = std::function<std::function<std::string()>(world&)>;

/// A schedule under which a program fails.
struct failure {
  std::uint64_t seed = 0;  ///< the policy's; of an exhaustive search, the number of the schedule
  std::string what{};      ///< what the program says, or threw, or who is stuck
  decisions schedule{};    ///< for replay: the microthreads taken, by the order of their making
  std::vector<std::string> names{};  ///< theirs, in that order
};

/// What has been looked at.
struct exploration {
  std::uint64_t schedules = 0;
  std::uint64_t cut = 0;           ///< of them, ended after most_turns, and not counted as failures
  bool whole = false;              ///< no schedule was left out: of an exhaustive search
  std::optional<failure> found{};  ///< the first failure
};

/// The turns after which a run is ended: who waits by yielding in a loop may go on for ever.
inline constexpr std::uint64_t most_turns_of_a_run = 10'000;

/// A policy for each seed.
using orders = std::function<std::unique_ptr<order>(std::uint64_t seed)>;

/// Runs the program with the order of each seed, `first` to `last`, till one fails. An exception,
/// or a microthread that waits for ever, is a failure as well.
/// (Stateless exploration: Godefroid: Model checking for programming languages, POPL 1997.)
exploration explore_by(program const& run, orders const& order_of, std::uint64_t first = 1,
                       std::uint64_t last = 1'000);
/// The same with `policy_of(seed)`, any policy.
template <class PolicyOf>
exploration explore(program const& run, PolicyOf policy_of, std::uint64_t first = 1,
                    std::uint64_t last = 1'000) {
  auto const order_of = [&](std::uint64_t seed) -> std::unique_ptr<order> {
    return std::make_unique<by<decltype(policy_of(seed))>>(policy_of(seed));
  };
  return explore_by(run, order_of, first, last);
}

/// All schedules with at most so many preemptions: switches away from one that could go on.
struct exhaustive {
  std::uint32_t preemptions = 2;
  std::uint64_t schedules = 1'000'000;  ///< the most that are run
};
/// Runs the program under all of them, those with the fewest preemptions first, till one fails.
/// Of n microthreads of k turns each there are at most (nk choose c) (n + c)! with c preemptions:
/// most bugs need two or less. `whole`: there are no others. Throws std::logic_error when the
/// program, with the same choices, takes another course.
/// (Musuvathi & Qadeer: Iterative context bounding for systematic testing of multithreaded
/// programs, PLDI 2007.)
exploration explore(program const& run, exhaustive how);

/// What is wrong when the program takes that course again. Throws replay_diverged when it cannot.
failure replay(program const& run, decisions const& schedule);

/// A schedule with fewer switches under which the program still fails, by at most `tries` runs or
/// little more: switches are left out as long as it fails; then those with the fewest preemptions
/// are tried. What fails may be another thing. Throws as the exhaustive explore does.
/// (ddmin: Zeller & Hildebrandt: Simplifying and isolating failure-inducing input, IEEE TSE 2002.)
failure shrink(program const& run, failure const& broken, std::uint64_t tries = 5'000);

/// How often another microthread is taken than the last.
std::size_t switches_in(decisions const& schedule);

/// `1x2,2,1`: 1 has two turns, then 2 has one, and 1 another. For the command line.
std::string text_of(decisions const& schedule);
/// Throws usage_error.
decisions schedule_in(std::string_view text);
/// A line for each time that somebody is taken: who, and for how many turns; then what is wrong.
std::string story(failure const& broken);

/// The main function of a program that explores; its `--help` says how. Prints what it found,
/// shrunk, and the command that replays it. Returns 0: no schedule fails; 1: one does; 2: bad
/// input, in one line.
int explore_main(int argc, char** argv, program const& run);

namespace detail {

/// One run.
struct course {
  failure end;  // what: empty if nothing is wrong
  bool cut = false;
};
course run_once(program const& run, order& whose);

}  // namespace detail
}  // namespace kont::lab
