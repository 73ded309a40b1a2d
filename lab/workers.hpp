// lab/workers.hpp -- several workers in virtual time: who of them serves whom.
#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

#include "coroutines/microthreads/policies/work_sharing.hpp"
#include "lab/job.hpp"

namespace kont::lab {

/// A worker serves a job, from then, so long.
struct worker_turn {
  unsigned worker = 0;
  std::uint32_t job = 0;
  ticks from = 0, length = 0;
  bool operator==(worker_turn const&) const = default;
};
struct worked {
  std::vector<worker_turn> turns{};  // in the order of their beginnings
  ticks length = 0;                  // till the last one is over
  std::size_t ended = 0;
  std::uint64_t steals = 0;
};

/// Jobs by `P`, on so many workers, each for a quantum at a time. At one instant: turns end, in the
/// order of the workers; jobs come, all to worker 0, as if it had made them; pauses end, where they
/// began; then idle workers ask, from 0 on. O(turns * (workers + log jobs)).
template <workers_policy P> class many_workers {
  struct task : P::hook {
    std::uint32_t number = 0;
    ticks left = 0, to_pause = for_ever;
  };
  struct worker {
    task* serves = nullptr;
    ticks from = 0, till = for_ever;
  };
  struct nap {
    ticks until;
    std::uint64_t order;
    task* who;
    unsigned where;
    bool operator>(nap const& b) const noexcept {
      return until != b.until ? until > b.until : order > b.order;
    }
  };

 public:
  many_workers(workload const& work, P& ordering, unsigned workers, ticks quantum)
      : work_(work), policy_(ordering), quantum_(quantum), tasks_(work.jobs.size()) {
    if constexpr (requires { policy_.reserve(1); }) policy_.reserve(tasks_.size());
    all_.resize(workers);
    coming_ = by_arrival(work.jobs);
  }
  worked run() {
    for (ticks now = 0; now < work_.until; now = next()) {
      for (unsigned w = 0; w < all_.size(); ++w)
        if (all_[w].till <= now) leave(w, now);
      admit(now);
      for (unsigned w = 0; w < all_.size(); ++w)
        if (all_[w].serves == nullptr) begin(w, now);
      if (next() == for_ever) break;
    }
    made_.steals = policy_.steals();
    return std::move(made_);
  }

 private:
  ticks next() const noexcept {
    auto soonest = come_ < coming_.size() ? work_.jobs[coming_[come_]].arrives : for_ever;
    if (!naps_.empty()) soonest = std::min(soonest, naps_.top().until);
    for (auto const& w : all_) soonest = std::min(soonest, w.till);
    return soonest;
  }
  void admit(ticks now) {
    for (; come_ < coming_.size() && work_.jobs[coming_[come_]].arrives <= now; ++come_) {
      auto const i = coming_[come_];
      auto const& j = work_.jobs[i];
      tasks_[i].number = i;
      tasks_[i].left = j.length;
      tasks_[i].to_pause = j.pause_every;
      policy_.put(tasks_[i], why::created, 0);
    }
    for (; !naps_.empty() && naps_.top().until <= now; naps_.pop())
      policy_.put(*naps_.top().who, why::woken, naps_.top().where);
  }
  void begin(unsigned w, ticks now) {
    auto* const t = static_cast<task*>(policy_.take(w));
    if (t == nullptr) return;
    auto const length = std::min({t->left, t->to_pause, quantum_, work_.until - now});
    all_[w] = {t, now, now + length};
    made_.turns.push_back({w, t->number, now, length});
  }
  void leave(unsigned w, ticks now) {
    auto const [t, from, till] = std::exchange(all_[w], worker{});
    auto const& j = work_.jobs[t->number];
    t->left -= now - from;
    t->to_pause -= now - from;
    made_.length = now;
    if (t->left == 0) {
      ++made_.ended;
    } else if (t->to_pause != 0) {
      policy_.put(*t, why::preempted, w);
    } else {
      t->to_pause = j.pause_every;
      if (j.pause_for == 0) return policy_.put(*t, why::yielded, w);
      naps_.push({now + j.pause_for, ++pauses_, t, w});
    }
  }

  workload const& work_;
  P& policy_;
  ticks quantum_;
  std::vector<task> tasks_;
  std::vector<worker> all_;
  std::vector<std::uint32_t> coming_;
  std::size_t come_ = 0;
  std::priority_queue<nap, std::vector<nap>, std::greater<>> naps_;
  std::uint64_t pauses_ = 0;
  worked made_;
};

}  // namespace kont::lab
