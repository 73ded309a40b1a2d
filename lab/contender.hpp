// lab/contender.hpp -- a policy by name, with its settings: what the command line chooses from.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lab/job.hpp"
#include "lab/on_microthreads.hpp"
#include "lab/simulation.hpp"

namespace kont::lab {

struct setting {
  std::string_view name;
  ticks standard;  ///< what it is unless the user says
  ticks least, most;
  std::string_view says;
};

/// The values of its settings, in their order, and a seed for what is left to chance.
struct values {
  std::vector<ticks> of;
  std::uint64_t seed = 0;
  std::string file{};  ///< what it was read from: see replay.hpp
  ticks operator[](std::size_t i) const { return of[i]; }
};

struct yield_load;

/// How a policy is run, by either engine, which throw policy_broken; and how fast it is alone. See
/// enlist.hpp, which makes these of a policy's type.
struct engines {
  /// Simulates till all is done or the decisions are used up; writes what happens unless `log` is
  /// null. Returns the number of decisions.
  std::uint64_t (*simulated)(workload const&, values const&, history* log, std::uint64_t decisions);
  /// Runs microthreads: see on_microthreads.
  recorded (*real)(workload const&, values const&, pace);
  /// Measures so many decisions of a simulation: see ns_a_decision.
  double (*decisions)(workload const&, values const&, std::uint64_t decisions);
  /// Measures microthreads that only yield: see ns_a_yield.
  double (*yields)(values const&, yield_load const&);
};

struct contender {
  std::string_view name, says, source;
  std::vector<setting> settings;
  engines run;
  /// The most ticks for which it lets one wait at a stretch, whatever comes, if these are the jobs;
  /// for_ever, or no function: it promises nothing. See promises.hpp.
  ticks (*most_wait)(workload const&, values const&) = nullptr;
};

/// All policies, in the order of their names: those of kont, and those enlisted. Throws usage_error
/// when two have one name, or one has a name that no command could say.
std::vector<contender> const& contenders();

/// One that the user has named, with its settings: `mlfq:levels=4,boost=100`.
struct chosen {
  contender const* who = nullptr;
  values with;
  /// As it was chosen, with every setting: `mlfq:levels=4,quantum=10,boost=100,forgives=0`.
  std::string name() const;
};
/// Throws usage_error, which names what is allowed.
chosen choose(std::string_view text);

/// What `use` returns. To a policy_broken that it throws, the name of the policy is added.
template <class Use> auto in_the_name_of(chosen const& c, Use use) {
  try {
    return use();
  } catch (policy_broken const& e) { throw policy_broken(e.by, c.name() + ": " + e.what()); }
}

/// Its history. Throws policy_broken, and usage_error when it takes more than most_turns.
inline constexpr std::uint64_t most_turns = 10'000'000;
history run(chosen const& c, workload const& work);

}  // namespace kont::lab
