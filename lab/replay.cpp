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

bool makes_ready(event const& e) {
  return e.what == happening::comes || e.what == happening::wakes;
}

contender const replay{"replay",
                       "whom a recorded run took, for as long",
                       "",
                       {},
                       {simulated, really, no_decisions, no_yields}};

}  // namespace

recorded_turns turns_in(std::string const& file) {
  auto const [work, log] = read_run(text_of(file, "the run"), file);
  std::vector<std::uint32_t> numbers(work.jobs.size());
  std::uint32_t came = 0, puts = 0;
  recorded_turns turns;
  event const *runs = nullptr, *before = nullptr;
  for (auto const& e : log) {
    if (e.what == happening::comes) numbers[e.job] = ++came;
    if (makes_ready(e)) ++puts;
    if (e.what == happening::runs) {
      turns.who.push_back(numbers[e.job]);
      turns.ends.push_back({});
      runs = &e;
      puts = 0;
    } else if (runs != nullptr && e.job == runs->job && ends_a_turn(e.what)) {
      // For somebody who became ready just then; where its quantum is over, they do so after that.
      bool const stopped = e.what == happening::stops && makes_ready(*before) && before->at == e.at;
      turns.ends.back() =
          stopped ? turn_end{for_ever, puts} : turn_end{std::max<ticks>(e.at - runs->at, 1), 0};
      runs = nullptr;
    }
    before = &e;
  }
  return turns;
}

chosen replay_of(std::string file) {
  if (file.empty())
    throw usage_error("replay: replay:FILE is wanted, of a file that lab run --events has written");
  (void)turns_in(file);  // what is wrong with it is said before anything is run
  chosen c{&replay, {}};
  c.with.file = std::move(file);
  return c;
}

}  // namespace kont::lab
