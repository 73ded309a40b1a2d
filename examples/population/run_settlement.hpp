// examples/population/run_settlement.hpp -- an engine of a strategy and a policy.
#pragma once
#include <concepts>
#include <utility>

#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/policies/lifo.hpp"
#include "examples/population/engines.hpp"
#include "examples/population/microthreads.hpp"
#include "lib/clock.hpp"
#include "lib/usage_error.hpp"

namespace kont::population {

template <class P> P policy_for(request const& r) {
  if constexpr (std::constructible_from<P, std::uint64_t>) return P(r.seed);
  return P();
}

template <class S, policy P, clock C> history run_on(request const& r) {
  settlement<P, S, C> town(r.rules, r.seed, policy_for<P>(r));
  town.on_year = r.on_year;
  return town.run(r.people, r.years);
}

/// Microthreads of S under P; years of the machine's time only under fifo.
template <class S, policy P = fifo> history run_settlement(request const& r) {
  if (r.workers != 1) throw usage_error("--workers: a crew has the strategy stack, and no policy");
  if (r.rules.year_ms == 0) return run_on<S, P, virtual_clock>(r);
  if constexpr (std::same_as<P, fifo>) return run_on<S, P, real_clock>(r);
  throw usage_error("year_ms: years of the machine's time are for the policy fifo only");
}

}  // namespace kont::population
