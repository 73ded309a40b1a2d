// lab/account_ready.cpp -- of those who are ready: how many there are, how late, how unfair it is.
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "lab/account.hpp"

namespace kont::lab {
namespace {

/// All that are ready share the processor in the ideal, by their weights. Virtual time passes by
/// 1/(sum of the weights), so that what one would have had is its weight times what has passed
/// since it came: O(1) an event. What it had departs from that most when its turns begin and end.
class watching_the_ready {
 public:
  explicit watching_the_ready(workload const& work) : work_(work), its_(work.jobs.size()) {}

  void see(event const& e) {
    pass(e.at);
    auto& its = its_[e.job];
    switch (e.what) {
      case happening::comes:
      case happening::wakes:
        its.there = true;
        its.woken = e.what == happening::wakes;
        its.since = e.at;
        its.entered = virtual_;
        weights_ += weight(e.job);
        ++ready_;
        break;
      case happening::runs:
        if (std::exchange(its.woken, false))
          latencies_.push_back(static_cast<double>(e.at - its.since));
        its.since = e.at;
        compare(e.job);
        --ready_;
        break;
      default:
        if (ends_a_turn(e.what)) leave(e);
    }
  }
  void sum_up(figures& f) {
    for (std::uint32_t i = 0; i < its_.size(); ++i)
      if (its_[i].there) compare(i);  // who waits when all is over
    f.wakeup = spread_of(std::move(latencies_));
    f.queue_most = static_cast<double>(most_);
    if (now_ > 0) f.queue_mean = area_ / static_cast<double>(now_);
    f.lag = lag_;
  }

 private:
  struct one {
    bool there = false, woken = false;
    ticks since = 0;               // when it woke, or began to run
    double entered = 0, owed = 0;  // in virtual time; in the ideal less what it had, before that
  };
  double weight(std::uint32_t job) const { return static_cast<double>(work_.jobs[job].weight); }
  void pass(ticks to) {
    auto const passed = static_cast<double>(to - std::exchange(now_, to));
    area_ += static_cast<double>(ready_) * passed;
    if (passed > 0) most_ = std::max(most_, ready_);
    if (weights_ > 0) virtual_ += passed / weights_;
  }
  double lag_of(std::uint32_t job) const {
    return its_[job].owed + weight(job) * (virtual_ - its_[job].entered);
  }
  void compare(std::uint32_t job) { lag_ = std::max(lag_, std::abs(lag_of(job))); }
  void leave(event const& e) {
    auto& its = its_[e.job];
    its.owed -= static_cast<double>(e.at - its.since);
    compare(e.job);
    if (e.what == happening::stops || e.what == happening::yields) {
      ++ready_;
      return;
    }
    its.there = false;
    its.owed = lag_of(e.job);
    weights_ -= weight(e.job);
  }

  workload const& work_;
  std::vector<one> its_;
  std::vector<double> latencies_;
  ticks now_ = 0;
  std::int64_t ready_ = 0, most_ = 0;
  double area_ = 0, virtual_ = 0, weights_ = 0, lag_ = 0;
};

}  // namespace

void sum_up_the_ready(figures& f, workload const& work, history const& log) {
  watching_the_ready watching(work);
  for (auto const& e : log) watching.see(e);
  watching.sum_up(f);
}

figures in_ticks(figures f, ticks tick) {
  auto const ns = static_cast<double>(tick);
  for (auto* all : {&f.response, &f.turnaround, &f.waiting, &f.wakeup})
    for (auto* value : {&all->mean, &all->p50, &all->p99, &all->p999, &all->most}) *value /= ns;
  for (auto* value : {&f.length, &f.tardiness, &f.longest_wait, &f.blocked, &f.lag}) *value /= ns;
  f.throughput *= ns;
  return f;
}

}  // namespace kont::lab
