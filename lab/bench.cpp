// lab/bench.cpp -- measures decisions by the number of jobs; yields directly and through the lab.
#include "lab/bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <vector>

#include "coroutines/microthreads/policies/eevdf.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "lab/workload.hpp"
#include "lab/yields.hpp"
#include "lib/measure/statistics.hpp"

namespace kont::lab {
namespace {

// What a program without a lab does. It is written again, so that it is compiled on its own.
template <class World> double in_world(World& world, yield_load const& load) {
  for (std::uint32_t i = 0; i < load.microthreads; ++i) {
    typename World::attributes a{};  // the weights of ns_a_yield: work is equal
    if constexpr (requires { a.properties.weight; }) a.properties.weight = 1 + i % 7;
    world.spawn(a, [yields = load.yields] {
      for (std::uint64_t done = 0; done < yields; ++done) World::yield();
    });
  }
  auto const begun = measure::thread_cpu_ns();
  world.run();
  return static_cast<double>(measure::thread_cpu_ns() - begun) / static_cast<double>(load.all());
}
double directly(chosen const& policy, yield_load const& load) {
  if (policy.who->name == "fifo") {
    scheduler<fifo> world;
    return in_world(world, load);
  }
  scheduler<metered<eevdf>> world{metered<eevdf>(eevdf(policy.with[0]))};
  return in_world(world, load);
}
bool named_here(chosen const& policy) {
  return policy.who->name == "fifo" || policy.who->name == "eevdf";
}

/// n jobs of that length, that let others run after each tick.
workload yielding(std::uint64_t n, ticks length) {
  workload work;
  work.jobs.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    auto& j = work.jobs[i];
    j.name = fmt::format("j{}", i);
    j.length = length;
    j.pause_every = 1;
    j.weight = static_cast<ticks>(1 + i % 7);
  }
  return work;
}

/// The turns of ns_a_yield, simulated to their end: throws policy_broken. A scheduler would run
/// whom it is given, ready or not.
void try_out(chosen const& policy, yield_load const& load) {
  auto const work = yielding(load.microthreads, static_cast<ticks>(load.yields) + 1);
  in_the_name_of(policy,
                 [&] { return policy.who->run.simulated(work, policy.with, nullptr, most_turns); });
}

std::string row(chosen const& policy, yield_load const& load) {
  try_out(policy, load);
  constexpr int samples = 25;
  std::vector<double> direct, through;
  auto const here = named_here(policy);
  for (int i = 0; i < samples; ++i) {
    for (bool const lab : {i % 2 == 0, i % 2 != 0}) {
      if (lab)
        through.push_back(
            in_the_name_of(policy, [&] { return policy.who->run.yields(policy.with, load); }));
      else if (here)
        direct.push_back(directly(policy, load));
    }
  }
  auto const ns = measure::median(through);
  if (!here) return fmt::format("{:<32} {:>8} {:>8.2f}\n", policy.name(), "-", ns);
  auto const ratio = measure::ratio_of_medians(through, direct, 1);
  return fmt::format("{:<32} {:>8.2f} {:>8.2f} {:>8.3f}  [{:.3f}, {:.3f}]\n", policy.name(),
                     measure::median(direct), ns, ratio.value, ratio.ci95.low, ratio.ci95.high);
}

}  // namespace

double ns_a_decision(chosen const& policy, std::uint64_t jobs, std::uint64_t decisions,
                     double seconds) {
  constexpr std::size_t samples = 5;
  auto const work = yielding(jobs, most_ticks);
  auto const sample = [&](std::uint64_t n) {
    return in_the_name_of(policy, [&] { return policy.who->run.decisions(work, policy.with, n); });
  };
  auto const deadline = measure::wall_ns() + static_cast<std::int64_t>(samples * seconds * 1e9);
  auto const few = std::min<std::uint64_t>(decisions, 100);  // a policy may look at every job
  auto const room = static_cast<std::uint64_t>(seconds * 1e9 / std::max(1.0, sample(few)));
  std::vector<double> all;
  while (all.empty() || (all.size() < samples && measure::wall_ns() < deadline))
    all.push_back(sample(std::clamp(room, few, decisions)));
  return measure::median(all);
}

void table_of_decisions(chosen const& policy, std::uint64_t largest, listener const& tell) {
  tell(fmt::format("{}\n{:>10} {:>14} {:>18}\n", policy.name(), "jobs", "ns a decision",
                   "decisions a second"));
  for (auto halvings = static_cast<int>(std::bit_width(largest / 1'000)) - 1; halvings >= 0;
       --halvings) {
    auto const n = largest >> halvings;
    auto const ns = ns_a_decision(policy, n, std::max<std::uint64_t>(2'000'000, 4 * n));
    tell(fmt::format("{:>10} {:>14.1f} {:>18.0f}\n", n, ns, 1e9 / ns));
  }
}

void table_of_yields(std::span<chosen const> policies, listener const& tell) {
  yield_load const load;
  tell(fmt::format("\nns a yield, {} microthreads\n{:<32} {:>8} {:>8} {:>8}  {}\n",
                   load.microthreads, "", "directly", "by lab", "ratio", "95 %"));
  for (auto const& policy : policies) tell(row(policy, load));
}

}  // namespace kont::lab
