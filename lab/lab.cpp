// lab/lab.cpp -- reads, runs, and only then prints: what is wrong is known before anything is.
#include "lab/lab.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <stdexcept>

#include "lab/bench.hpp"
#include "lab/chart.hpp"
#include "lab/engines.hpp"
#include "lab/events.hpp"
#include "lab/named.hpp"
#include "lab/outputs.hpp"
#include "lab/page.hpp"
#include "lab/report.hpp"
#include "lab/seeds.hpp"
#include "lab/sweep.hpp"
#include "lab/workers_report.hpp"
#include "lab/workload.hpp"
#include "lib/measure/safe_file.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {
namespace {

void write_figures(options const& how, std::vector<trial> const& trials) {
  if (!how.csv.empty()) measure::replace_file(how.csv, csv_of(trials));
  if (!how.json.empty()) measure::replace_file(how.json, json_of(trials, how.workload));
}

/// Every seed by each engine; and, to be drawn, the runs of the first seed.
struct tried {
  std::vector<trial> trials{};
  std::vector<drawn_run> runs{};
  std::string deadlocks{};  ///< a line for each run that ended in one
};
tried try_seeds(chosen policy, plan const& p, range seeds, engine_choice const& by, bool draw) {
  tried all;
  for (bool const real : {false, true}) {
    if (!(real ? by.real : by.simulated)) continue;
    for (auto seed = seeds.first;; ++seed) {
      policy.with.seed = seed;
      auto work = make(p, seed);
      auto one = real ? run_really(policy, work, by.at) : run_simulated(policy, work);
      all.trials.push_back({policy.name(), seed, one.of, real});
      if (auto const deadlock = deadlock_in(work, one.log))
        all.deadlocks += fmt::format("{}, seed {}{}: at {}, {}\n", policy.name(), seed,
                                     real ? ", real" : "", one.of.length, *deadlock);
      if (draw && seed == seeds.first)
        all.runs.push_back({policy.name(), std::move(work), std::move(one.log), real});
      if (seed == seeds.last) break;
    }
  }
  return all;
}

/// Who ran when, and how each job fared.
std::string picture_of(workload const& work, history const& log) {
  std::string text;
  auto const line = in_a_line(work, log);
  if (line.size() <= 400) text += line + "\n";
  return text + gantt(work, log) + '\n' + table_of_jobs(work, log) + '\n';
}

}  // namespace

int list() {
  fmt::print("Policies:\n{}\nFor several workers:\n{}\nWorkloads:\n{}", list_of_policies(),
             list_of_several(), list_of_workloads());
  return 0;
}

namespace {

/// Those that were named, or all; of a sweep of quanta, all that have one.
std::vector<chosen> policies_of(options const& how) {
  std::vector<chosen> policies;
  for (auto const& name : how.policies) policies.push_back(choose(name));
  if (!policies.empty()) return policies;
  for (auto const& c : contenders())
    if (how.sweep != "quantum" || std::ranges::count(c.settings, "quantum", &setting::name) > 0)
      policies.push_back(choose(c.name));
  return policies;
}

int sweep_through(options const& how) {
  auto const seeds = seeds_in(how.seeds);
  auto const policies = policies_of(how);
  auto const p = plan_of(how.workload);
  if (how.engine != "simulated") throw usage_error("--sweep is of --engine simulated");
  for (auto const* file : {&how.json, &how.events, &how.chrome})
    if (!file->empty()) throw usage_error("--sweep writes --csv and --html");
  check_outputs(how);
  auto const all = run_sweep(how.sweep, policies, p, seeds);
  auto const says = fmt::format("{} by {}: {}, seed {}\n\n", all.y, all.x, how.workload, how.seeds);
  if (!how.csv.empty()) measure::replace_file(how.csv, csv_of(all));
  if (!how.html.empty()) measure::replace_file(how.html, page(says, all));
  fmt::print("{}{}", says, table_of(all));
  return 0;
}

}  // namespace

int run(options const& how) {
  if (!how.sweep.empty()) return sweep_through(how);
  auto const seeds = seeds_in(how.seeds);
  auto policy = choose(how.policies.at(0));
  auto const p = plan_of(how.workload);
  check_outputs(how);
  auto const by = choose_engine(how.engine, how.tick);
  auto const [trials, runs, deadlocks] = try_seeds(policy, p, seeds, by, true);
  auto const pictured =
      seeds.first == seeds.last ? "" : fmt::format(" (pictured: {})", seeds.first);
  auto const says =
      fmt::format("{}: {}{}\n{}: {}, seed {}{}\n\n", policy.name(), policy.who->says,
                  source_of(*policy.who), in_words(by), how.workload, how.seeds, pictured);
  auto text = says;
  for (auto const& one : runs) text += one.title() + "\n\n" + picture_of(one.work, one.log);
  auto const& last = runs.back();  // of the real engine, if that was asked
  text += table_of_policies(trials, how.wide);
  if (auto const gaps = table_of_gaps(trials); !gaps.empty()) text += '\n' + gaps;
  write_figures(how, trials);
  if (!how.html.empty()) measure::replace_file(how.html, page(says + deadlocks, runs, trials));
  if (!how.events.empty()) measure::replace_file(how.events, csv_of(last.work, last.log));
  if (!how.chrome.empty()) measure::replace_file(how.chrome, chrome_of(last.work, last.log));
  fmt::print("{}{}", text, deadlocks);
  return deadlocks.empty() ? 0 : 1;
}

int compare(options const& how) {
  if (!how.sweep.empty()) return sweep_through(how);
  auto const seeds = seeds_in(how.seeds);
  auto const policies = policies_of(how);
  auto const p = plan_of(how.workload);
  check_outputs(how);
  auto const by = choose_engine(how.engine, how.tick);
  tried all;
  for (auto const& policy : policies) {
    auto its = try_seeds(policy, p, seeds, by, !how.html.empty());
    std::ranges::move(its.trials, std::back_inserter(all.trials));
    std::ranges::move(its.runs, std::back_inserter(all.runs));
    all.deadlocks += its.deadlocks;
  }
  auto const says = fmt::format("{}: {}, seed {}\n\n", in_words(by), how.workload, how.seeds);
  write_figures(how, all.trials);
  if (!how.html.empty())
    measure::replace_file(how.html, page(says + all.deadlocks, all.runs, all.trials));
  fmt::print("{}{}{}", says, table_of_policies(all.trials, how.wide), all.deadlocks);
  return all.deadlocks.empty() ? 0 : 1;
}

int bench(options const& how) {
  if (how.jobs < 1'000 || how.jobs > most_jobs)
    throw usage_error(fmt::format("--jobs is a number from 1000 to {}", most_jobs));
  std::vector<chosen> policies;
  for (auto const& name : how.policies) policies.push_back(choose(name));
  if (policies.empty()) policies = {choose("fifo"), choose("eevdf")};
  auto const tell = [](std::string const& part) {  // a row takes seconds, and nobody waits for all
    fmt::print("{}", part);
    if (std::fflush(stdout) != 0) throw std::runtime_error("cannot write to standard output");
  };
  for (auto const& policy : policies) table_of_decisions(policy, how.jobs, tell);
  table_of_yields(policies, tell);
  return 0;
}

}  // namespace kont::lab
