// lab/enlist.hpp -- what a policy's own file includes: it puts the policy on the lab's list.
//
//   kont::lab::enlisted<shortest_name> const here("shortest_name", "who has the shortest name");
#pragma once
#include <string_view>
#include <utility>

#include "lab/contender.hpp"
#include "lab/decisions.hpp"
#include "lab/simulation.hpp"
#include "lab/yields.hpp"

namespace kont::lab {

template <auto Make>
std::uint64_t simulate_made(workload const& work, values const& v, history* log,
                            std::uint64_t decisions) {
  auto ordering = Make(v);
  return simulation(work.jobs, ordering, optional_log{log}).run(work.until, decisions);
}
template <auto Make> recorded run_made_really(workload const& work, values const& v, pace p) {
  auto policy = Make(v);
  ordering_by who(policy, work.jobs);
  return on_microthreads(work, who, p);
}
template <auto Make>
double decisions_made(workload const& work, values const& v, std::uint64_t decisions) {
  return ns_a_decision(Make(v), work, decisions);
}
template <auto Make> double yields_made(values const& v, yield_load const& load) {
  return ns_a_yield(Make(v), load);
}
/// Of a policy that `Make` makes of its values.
template <auto Make>
inline constexpr engines run_made{simulate_made<Make>, run_made_really<Make>, decisions_made<Make>,
                                  yields_made<Make>};

/// Of one without settings.
template <policy P> P made(values const&) { return P(); }

/// Adds a policy to the list for as long as the program runs.
struct enlist {
  explicit enlist(contender c);
};
/// The same for one without settings; `source` is who has described it.
template <policy P> struct enlisted : enlist {
  enlisted(std::string_view name, std::string_view says, std::string_view source = "")
      : enlist({name, says, source, {}, run_made<made<P>>}) {}
};

}  // namespace kont::lab
