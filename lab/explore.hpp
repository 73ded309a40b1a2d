// lab/explore.hpp -- a program of microthreads under many schedules: which of them breaks it?
//
//   auto const broken = kont::lab::explore(program, [](auto seed) { return kont::pct({seed}); });
//   if (broken) std::cout << broken->what << kont::lab::replay(program, broken->schedule);
#pragma once
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "coroutines/microthreads/policies/recording.hpp"
#include "coroutines/microthreads/scheduler.hpp"

namespace kont::lab {

/// A schedule under which a program fails.
struct failure {
  std::uint64_t seed = 0;
  std::string what;    ///< what the program says, or threw, or who is stuck
  decisions schedule;  ///< for replay: the microthreads taken, by the order of their making
};

namespace detail {

/// What is wrong with a run; empty: nothing.
template <class World, class Program> std::string wrong_with(World& world, Program& program) {
  try {
    auto const check = program(world);
    auto const left = world.run();
    if (!left.empty()) {
      return "microthread " + std::to_string(left.front().id) + ' ' + left.front().name +
             " waits for ever, in " + left.front().waits_for;
    }
    return check();
  } catch (std::exception const& e) { return e.what(); }
}

}  // namespace detail

/// Runs the program with the policy of each seed, `first` to `last`, and returns the first failure.
/// `program(world)` spawns what is to run, and returns a function that says, when all is over, what
/// is wrong: an empty string if nothing is. An exception, or a microthread that waits for ever, is
/// a failure as well. Each run is a world of its own: what the program keeps must begin anew.
/// (Stateless exploration: Godefroid: Model checking for programming languages, POPL 1997.)
template <class Program, class PolicyOf>
std::optional<failure> explore(Program program, PolicyOf policy_of, std::uint64_t first = 1,
                               std::uint64_t last = 1'000) {
  using ordering = recording<decltype(policy_of(first))>;
  for (auto seed = first; seed <= last; ++seed) {
    scheduler<ordering> world{ordering(policy_of(seed))};
    auto what = detail::wrong_with(world, program);
    if (!what.empty()) return failure{seed, std::move(what), world.policy().log()};
  }
  return std::nullopt;
}

/// What is wrong when the program takes that course again. Throws replay_diverged when it cannot.
template <class Program> std::string replay(Program program, decisions schedule) {
  scheduler<replaying> world{replaying(std::move(schedule))};
  auto what = detail::wrong_with(world, program);
  world.policy().check();
  return what;
}

}  // namespace kont::lab
