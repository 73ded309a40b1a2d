// lab/account.cpp -- one walk over the events for each question.
#include "lab/account.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace kont::lab {

std::vector<outcome> outcomes(workload const& work, history const& log) {
  std::vector<outcome> all(work.jobs.size());
  std::vector<ticks> since(work.jobs.size());  // it is as it is
  std::vector<char> blocks(work.jobs.size());
  for (auto const& e : log) {
    if (is_an_act(e.what)) continue;
    auto& o = all[e.job];
    auto const passed = e.at - since[e.job];
    switch (e.what) {
      case happening::comes:
        o.comes = e.at;
        break;
      case happening::runs:
        if (o.first_runs < 0) o.first_runs = e.at;
        o.waited += passed;
        o.longest_wait = std::max(o.longest_wait, passed);
        break;
      case happening::wakes:
        o.paused += passed;
        if (blocks[e.job] != 0) o.blocked = std::max(o.blocked, passed);
        break;
      case happening::ends:
        o.ends = e.at;
        [[fallthrough]];
      default:  // a turn is over
        o.served += passed;
        blocks[e.job] = e.what == happening::blocks;
    }
    since[e.job] = e.at;
  }
  return all;
}

spread spread_of(std::vector<double> values) {
  if (values.empty()) return {};
  std::ranges::sort(values);
  auto const n = static_cast<double>(values.size());
  auto const at = [&](double part) {
    return values[static_cast<std::size_t>(std::max(std::ceil(part * n), 1.0)) - 1];
  };
  auto const sum = std::accumulate(values.begin(), values.end(), 0.0);
  return {sum / n, at(0.5), at(0.99), at(0.999), values.back()};
}

namespace {

void count_turns(figures& f, history const& log) {
  std::int64_t last = -1;
  ticks since = 0, busy = 0;
  for (auto const& e : log) {
    if (e.what == happening::runs) {
      ++f.turns;
      if (last != e.job) ++f.switches;
      last = e.job;
      since = e.at;
    } else if (ends_a_turn(e.what)) {
      busy += e.at - since;
    }
  }
  f.length = log.empty() ? 0 : static_cast<double>(log.back().at);
  if (f.length > 0) f.busy = static_cast<double>(busy) / f.length;
}

double fairness(workload const& work, std::vector<outcome> const& all, ticks end) {
  double sum = 0, squares = 0, n = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto const there = (all[i].ends < 0 ? end : all[i].ends) - all[i].comes - all[i].paused;
    if (all[i].comes < 0 || there <= 0) continue;
    auto const rate = static_cast<double>(all[i].served) /
                      (static_cast<double>(work.jobs[i].weight) * static_cast<double>(there));
    sum += rate;
    squares += rate * rate;
    ++n;
  }
  return squares == 0 ? 1 : sum * sum / (n * squares);
}

}  // namespace

figures sum_up(workload const& work, history const& log) {
  figures f;
  f.jobs = work.jobs.size();
  count_turns(f, log);
  sum_up_the_ready(f, work, log);
  auto const all = outcomes(work, log);
  auto const end = log.empty() ? 0 : log.back().at;
  std::vector<double> response, turnaround, waiting, slowdown;
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto const& o = all[i];
    f.longest_wait = std::max(f.longest_wait, static_cast<double>(o.longest_wait));
    f.blocked = std::max(f.blocked, static_cast<double>(o.blocked));
    auto const due = work.jobs[i].deadline;
    auto const done = o.ends < 0 ? end : o.ends;  // at the earliest
    if (due != for_ever && done > due) {
      ++f.missed;
      f.tardiness = std::max(f.tardiness, static_cast<double>(done - due));
    }
    if (o.ends < 0) continue;
    ++f.ended;
    response.push_back(static_cast<double>(o.response()));
    turnaround.push_back(static_cast<double>(o.turnaround()));
    waiting.push_back(static_cast<double>(o.waited));
    slowdown.push_back(turnaround.back() / static_cast<double>(work.jobs[i].length + o.paused));
  }
  f.response = spread_of(std::move(response));
  f.turnaround = spread_of(std::move(turnaround));
  f.waiting = spread_of(std::move(waiting));
  f.slowdown = spread_of(std::move(slowdown));
  if (f.length > 0) f.throughput = 1000 * static_cast<double>(f.ended) / f.length;
  f.fairness = fairness(work, all, end);
  return f;
}

}  // namespace kont::lab
