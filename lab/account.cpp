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
  for (auto const& e : log) {
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
        break;
      case happening::ends:
        o.ends = e.at;
        [[fallthrough]];
      case happening::stops:
      case happening::pauses:
        o.served += passed;
        break;
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
    } else if (e.what != happening::comes && e.what != happening::wakes) {
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

namespace {

/// What may follow what, followed.
class witness {
 public:
  explicit witness(workload const& work) : work_(work), its_(work.jobs.size()) {}

  /// The rule that this event breaks; null: none.
  char const* broken_by(event const& e) {
    if (e.at < now_) return "time goes back";
    if (e.at > now_ && !runs_ && ready_ > 0) return "nobody ran, though somebody was ready";
    auto const passed = e.at - std::exchange(now_, e.at);
    auto& its = its_[e.job];
    if (runs_) its_[running_].served += passed;
    switch (e.what) {
      case happening::comes:
        return gets_ready(its, state::nowhere);
      case happening::wakes:
        return gets_ready(its, state::away);
      case happening::runs:
        return runs(its, e.job);
      case happening::stops:
        return leaves(its, state::ready);
      case happening::pauses:
        return leaves(its, state::away);
      case happening::ends:
        break;
    }
    if (its.served != work_.jobs[e.job].length) return "it ends, and has not had its service";
    return leaves(its, state::over);
  }

 private:
  enum class state : std::uint8_t { nowhere, ready, running, away, over };
  struct job_seen {
    state is = state::nowhere;
    ticks served = 0;
  };
  char const* gets_ready(job_seen& its, state before) {
    if (its.is != before) return "it was there already";
    its.is = state::ready;
    ++ready_;
    return nullptr;
  }
  char const* runs(job_seen& its, std::uint32_t job) {
    if (runs_) return "another one runs";
    if (its.is != state::ready) return "it runs and was not ready";
    its.is = state::running;
    --ready_;
    runs_ = true;
    running_ = job;
    return nullptr;
  }
  char const* leaves(job_seen& its, state to) {
    if (its.is != state::running) return "it leaves and did not run";
    its.is = to;
    runs_ = false;
    ready_ += to == state::ready;
    return nullptr;
  }

  workload const& work_;
  std::vector<job_seen> its_;
  std::int64_t ready_ = 0;
  bool runs_ = false;
  std::uint32_t running_ = 0;
  ticks now_ = 0;
};

}  // namespace

std::optional<std::string> fault_in(workload const& work, history const& log) {
  witness seen(work);
  for (auto const& e : log) {
    if (char const* const rule = seen.broken_by(e))
      return work.jobs[e.job].name + " (job " + std::to_string(e.job) + ") at " +
             std::to_string(e.at) + ": " + rule;
  }
  return std::nullopt;
}

}  // namespace kont::lab
