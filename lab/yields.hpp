// lab/yields.hpp -- microthreads that only yield, on a scheduler of the policy's own type.
#pragma once
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include "coroutines/microthreads/scheduler.hpp"
#include "lab/job.hpp"
#include "lab/last_given.hpp"
#include "lib/measure/cpu_clock.hpp"

namespace kont::lab {

/// So many microthreads, and how often each yields.
struct yield_load {
  std::uint32_t microthreads = 10;
  std::uint64_t yields = 100'000;
  std::uint64_t all() const noexcept { return microthreads * yields; }
};

/// As a scheduler wants it: one that is told of time is told by metered<P>.
template <policy P> using driven = std::conditional_t<metering<P>, metered<P>, P>;

/// ns of thread CPU time a yield. Nothing stands between the microthreads and the policy: it is a
/// template parameter of the scheduler, as in a program that names it. Throws policy_broken
/// when not all of them have ended, for then there is no work that the time was for. One that gives
/// what it has not ends the program: table_of_yields looks for that first.
template <policy P> double ns_a_yield(P made, yield_load const& load) {
  using world_type = scheduler<driven<P>>;
  world_type world{driven<P>(std::move(made))};
  for (std::uint32_t i = 0; i < load.microthreads; ++i) {
    typename world_type::attributes a{};
    tell_properties<typename P::hook>(a.properties, {.weight = 1 + i % 7});
    world.spawn(a, [yields = load.yields] {
      for (auto left = yields; left > 0; --left) world_type::yield();
    });
  }
  auto const begun = measure::thread_cpu_ns();
  world.run();
  auto const ns = measure::thread_cpu_ns() - begun;
  if (world.alive() != 0)
    throw policy_broken(offence::loses,
                        "it has lost " + std::to_string(world.alive()) + " microthreads");
  return static_cast<double>(ns) / static_cast<double>(load.all());
}

}  // namespace kont::lab
