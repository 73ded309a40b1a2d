// lab/replay.cpp -- reads the events of a run, and makes its turns a policy.
#include "lab/replay.hpp"

#include <algorithm>

#include "lab/decisions.hpp"
#include "lab/document.hpp"
#include "lab/events.hpp"
#include "lab/simulation.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {
namespace {

std::uint64_t simulated(workload const& work, values const& v, history* log,
                        std::uint64_t decisions) {
  replayed policy(turns_in(v.file));
  try {
    auto const made = simulation(work.jobs, policy, optional_log{log}).run(work.until, decisions);
    policy.check();
    return made;
  } catch (policy_broken const&) {
    policy.check();  // says it better
    throw;
  }
}
recorded really(workload const& work, values const& v, pace p) {
  replayed policy(turns_in(v.file));
  ordering_by who(policy, work.jobs);
  return on_microthreads(work, who, p);
}
[[noreturn]] void not_measured() {
  throw usage_error("replay takes the turns of a run, and bench has none");
}
double no_decisions(workload const&, values const&, std::uint64_t) { not_measured(); }
double no_yields(values const&, yield_load const&) { not_measured(); }

contender const replay{"replay",
                       "whom a recorded run took, for as long",
                       "",
                       {},
                       {simulated, really, no_decisions, no_yields}};

}  // namespace

recorded_turns turns_in(std::string const& file) {
  auto const [work, log] = read_run(text_of(file, "the run"), file);
  std::vector<std::uint32_t> numbers(work.jobs.size());
  std::uint32_t came = 0;
  recorded_turns turns;
  event const* runs = nullptr;
  for (auto const& e : log) {
    if (e.what == happening::comes) numbers[e.job] = ++came;
    if (e.what == happening::runs) {
      turns.who.push_back(numbers[e.job]);
      turns.lengths.push_back(for_ever);
      runs = &e;
    } else if (runs != nullptr && e.job == runs->job && ends_a_turn(e.what)) {
      turns.lengths.back() = std::max<ticks>(e.at - runs->at, 1);
      runs = nullptr;
    }
  }
  return turns;
}

chosen replay_of(std::string file) {
  (void)turns_in(file);  // what is wrong with it is said before anything is run
  chosen c{&replay, {}};
  c.with.file = std::move(file);
  return c;
}

}  // namespace kont::lab
