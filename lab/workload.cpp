// lab/workload.cpp -- jobs made from a plan and a seed.
#include "lab/workload.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "lib/usage_error.hpp"

namespace kont::lab {
namespace {

/// In (0, 1], by the generator alone: the standard's distributions differ between libraries.
double chance(std::mt19937_64& dice) { return static_cast<double>((dice() >> 11) + 1) * 0x1p-53; }
ticks whole(double x) {
  return static_cast<ticks>(std::clamp(std::round(x), 1.0, static_cast<double>(most_ticks)));
}

double service(open_queue const& q, std::mt19937_64& dice) {
  using law = open_queue::law;
  switch (q.service) {
    case law::constant:
      return q.mean;
    case law::exponential:
      return -q.mean * std::log(chance(dice));
    case law::pareto:
      return q.mean * (q.shape - 1) / q.shape * std::pow(chance(dice), -1 / q.shape);
    case law::bimodal:
      return chance(dice) <= q.long_part ? q.longer : q.shorter;
  }
  return 1;
}

void add_open(workload& work, open_queue const& q, std::mt19937_64& dice) {
  double now = 0;
  for (std::size_t i = 0; i < q.jobs; ++i) {
    now -= q.every * std::log(chance(dice));
    auto const comes = static_cast<ticks>(std::min(now, static_cast<double>(most_ticks)));
    work.jobs.push_back(
        {.name = std::to_string(i), .arrives = comes, .length = whole(service(q, dice))});
  }
}

/// When all tasks are where they began; too far away is most_ticks.
ticks once_round(std::vector<task> const& tasks) {
  ticks all = 1, last = 0;
  for (auto const& t : tasks) {
    auto const factor = t.period / std::gcd(all, t.period);
    all = all > most_ticks / factor ? most_ticks : all * factor;
    last = std::max(last, t.offset);
  }
  return std::min(all + last, most_ticks);
}

[[noreturn]] void refuse(plan const& p, std::string const& rule) {
  std::string where;
  for (auto const& part : {p.file, p.at})
    if (!part.empty()) where += part + ": ";
  throw usage_error(where + rule);
}

void add_task(workload& work, task const& t, ticks until, plan const& p) {
  for (ticks at = t.offset; at < until; at += t.period) {
    if (work.jobs.size() == most_jobs)
      refuse(p, "more than a million jobs come of this workload; a smaller 'until' helps");
    work.jobs.push_back({.name = t.name,
                         .arrives = at,
                         .length = t.cost,
                         .weight = t.weight,
                         .priority = t.priority,
                         .deadline = at + t.allowance,
                         .period = t.period,
                         .allowance = t.allowance,
                         .steps = t.steps});
  }
}

std::vector<task> draw(task_set const& set, std::mt19937_64& dice) {
  auto const parts = uunifast(set.tasks, set.utilization, dice());
  std::vector<task> tasks;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto const period = set.periods[dice() % set.periods.size()];
    auto const cost = std::floor(parts[i] * static_cast<double>(period));
    tasks.push_back({.name = "t" + std::to_string(i),
                     .period = period,
                     .cost = std::max(static_cast<ticks>(cost), ticks{1}),
                     .allowance = period});
  }
  return tasks;
}

}  // namespace

std::vector<double> uunifast(std::size_t n, double sum, std::uint64_t seed) {
  std::mt19937_64 dice(seed);
  std::vector<double> parts;
  for (std::size_t left = n; left > 1; --left) {
    auto const rest = sum * std::pow(chance(dice), 1 / static_cast<double>(left - 1));
    parts.push_back(sum - rest);
    sum = rest;
  }
  if (n > 0) parts.push_back(sum);
  return parts;
}

double liu_layland_bound(std::size_t n) {
  auto const tasks = static_cast<double>(n);
  return tasks * std::expm1(std::log(2.0) / tasks);
}

std::uint16_t number_of(std::string_view name, std::vector<std::string>& all) {
  auto const found = std::ranges::find(all, name);
  auto const at = found - all.begin();
  if (found == all.end()) all.emplace_back(name);
  return static_cast<std::uint16_t>(at);
}

workload make(plan const& p, std::uint64_t seed) {
  std::mt19937_64 dice(seed);
  workload work{p.jobs, p.until, p.locks, p.boxes};
  auto tasks = p.tasks;
  if (p.drawn) {
    auto const drawn = draw(*p.drawn, dice);
    tasks.insert(tasks.end(), drawn.begin(), drawn.end());
  }
  auto const until = p.until == for_ever ? once_round(tasks) : p.until;
  for (auto const& t : tasks) add_task(work, t, until, p);
  if (p.open) add_open(work, *p.open, dice);
  ticks all = 0;
  std::size_t steps = 0;
  for (auto const& j : work.jobs) {
    all += j.length;
    steps += j.steps.size() * static_cast<std::size_t>(j.rounds);
    if (steps > most_steps) refuse(p, "the jobs of this workload do more than 10 million steps");
    if (all > most_ticks) refuse(p, "the jobs of this workload need more than 10^12 ticks");
  }
  return work;
}

}  // namespace kont::lab
