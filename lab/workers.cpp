// lab/workers.cpp -- work sharing beside work stealing.
#include "lab/workers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "coroutines/microthreads/policies/work_stealing.hpp"
#include "lab/chart.hpp"
#include "lab/lab.hpp"
#include "lab/named.hpp"
#include "lab/seeds.hpp"
#include "lab/workload.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {
namespace {

/// When each worker served somebody.
std::string chart_of(worked const& its, unsigned workers) {
  workload rows;
  history log;
  for (unsigned w = 0; w < workers; ++w) {
    rows.jobs.push_back({.name = fmt::format("worker {}", w + 1)});
    log.push_back({0, w, happening::comes});
  }
  for (auto const& t : its.turns) {
    log.push_back({t.from, t.worker, happening::runs});
    log.push_back({t.from + t.length, t.worker, happening::stops});
  }
  std::ranges::stable_sort(
      log, {}, [](event const& e) { return std::tuple(e.at, e.what == happening::runs); });
  return gantt(rows, log);
}

/// The figures of one policy, to which its chart is added.
template <workers_policy P>
std::string row(char const* name, workload const& work, unsigned workers, ticks quantum,
                std::string& charts) {
  P policy(workers);
  auto const its = many_workers<P>(work, policy, workers, quantum).run();
  charts += fmt::format("\n{}\n{}", name, chart_of(its, workers));
  std::vector<ticks> had(workers);
  for (auto const& t : its.turns) had[t.worker] += t.length;
  auto const [least, most] = std::ranges::minmax(had);
  auto const part = [&](ticks t) {
    return its.length == 0 ? 0 : 100 * static_cast<double>(t) / static_cast<double>(its.length);
  };
  return fmt::format("{:<28} {:>6} {:>8} {:>8} {:>8} {:>8.1f} {:>8.1f}\n", name, its.ended,
                     its.length, its.turns.size(), its.steals, part(least), part(most));
}

}  // namespace

std::string table_of_workers(workload const& work, unsigned workers, ticks quantum) {
  auto text = fmt::format("{:<28} {:>6} {:>8} {:>8} {:>8} {:>8} {:>8}\n", "", "ended", "length",
                          "turns", "steals", "busy %", "to %");
  std::string charts;
  text += row<work_sharing>("work_sharing", work, workers, quantum, charts);
  text += row<work_stealing<>>("work_stealing, any victim", work, workers, quantum, charts);
  text += row<work_stealing<next_victim>>("work_stealing, the next one", work, workers, quantum,
                                          charts);
  return text + charts;
}

int workers(options const& how) {
  if (how.workers < 1 || how.workers > 1'000)
    throw usage_error("--workers is a number from 1 to 1000");
  if (how.quantum > 1'000'000'000) throw usage_error("--quantum is a number up to 1000000000");
  auto const seed = seeds_in(how.seeds, 1).first;
  auto const quantum = how.quantum == 0 ? for_ever : static_cast<ticks>(how.quantum);
  auto const work = make(plan_of(how.workload), seed);
  if (std::ranges::any_of(work.jobs, [](job const& j) { return !j.steps.empty(); }))
    throw usage_error("workers: jobs with steps are for one worker; see lab run");
  auto const text = table_of_workers(work, how.workers, quantum);
  fmt::print("{} workers: {}, seed {}\n\n{}", how.workers, how.workload, seed, text);
  return 0;
}

}  // namespace kont::lab
