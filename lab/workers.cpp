// lab/workers.cpp -- work sharing beside work stealing.
#include "lab/workers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "coroutines/microthreads/policies/work_stealing.hpp"
#include "lab/lab.hpp"
#include "lab/named.hpp"
#include "lab/outputs.hpp"
#include "lab/seeds.hpp"
#include "lab/workers_report.hpp"
#include "lab/workload.hpp"
#include "lib/measure/safe_file.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {
namespace {

template <workers_policy P>
workers_run run_of(char const* name, workload const& work, unsigned workers, ticks quantum) {
  P policy(workers);
  return {name, workers, many_workers<P>(work, policy, workers, quantum).run()};
}

}  // namespace

std::vector<workers_run> by_several(workload const& work, unsigned workers, ticks quantum) {
  return {
      run_of<work_sharing>("work_sharing", work, workers, quantum),
      run_of<work_stealing<>>("work_stealing, any victim", work, workers, quantum),
      run_of<work_stealing<next_victim>>("work_stealing, the next one", work, workers, quantum)};
}

std::string list_of_several() {
  return "  work_sharing     one queue for all of them (kont lab workers)\n"
         "  work_stealing    one each, and who is idle robs: any other, or the next (the same)\n";
}

int workers(options const& how) {
  if (how.workers < 1 || how.workers > 1'000)
    throw usage_error("--workers is a number from 1 to 1000");
  if (how.quantum > 1'000'000'000) throw usage_error("--quantum is a number up to 1000000000");
  auto const seed = seeds_in(how.seeds, 1).first;
  auto const quantum = how.quantum == 0 ? for_ever : static_cast<ticks>(how.quantum);
  auto const work = make(plan_of(how.workload), seed);
  if (std::ranges::any_of(work.jobs, [](job const& j) { return !j.steps.empty(); }))
    throw usage_error(fmt::format(
        "workers: {} has jobs with steps, as have the workloads with names and the runs that "
        "--events wrote; several workers take jobs that have a length, and pauses; see lab run",
        how.workload));
  check_outputs(how);
  auto const says = fmt::format("{} workers: {}, seed {}\n\n", how.workers, how.workload, seed);
  auto const runs = by_several(work, how.workers, quantum);
  if (!how.csv.empty()) measure::replace_file(how.csv, csv_of(work, runs));
  if (!how.json.empty()) measure::replace_file(how.json, json_of(runs, how.workload));
  if (!how.html.empty()) measure::replace_file(how.html, page(says, work, runs));
  fmt::print("{}{}", says, table_of(runs));
  for (auto const& run : runs) fmt::print("\n{}\n{}", run.policy, chart_of(work, run));
  return 0;
}

}  // namespace kont::lab
