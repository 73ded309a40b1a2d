// lab/simulation.hpp -- one processor in virtual time: a policy orders jobs, nothing runs.
//
//   kont::lab::history log;
//   kont::srtf policy;
//   kont::lab::simulate(work.jobs, policy, [&](auto const& e) { log.push_back(e); });
#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>
#include <queue>
#include <span>
#include <utility>
#include <vector>

#include "lab/acts.hpp"
#include "lab/job.hpp"
#include "lab/last_given.hpp"

namespace kont::lab {

/// Jobs on one processor, ordered by `P`, which is told of each event by the same calls that a
/// scheduler makes. At one instant, in this order: who runs ends, pauses or has used up its
/// quantum; then jobs come, in the order of the workload; then pauses end, in the order they began.
/// `Log` is called with each event. A decision costs one put and one take, and memory is touched
/// once; 40 bytes a job and the policy's hook. Of a job with steps, those that take no time are
/// done when it has its turn: as soon as its burst is over, before others come.
template <policy P, class Log> class simulation {
  struct task : P::hook {
    ticks left = 0;
    ticks to_pause = for_ever, pause_every = for_ever, pause_for = 0;
    std::uint32_t number = 0;
    bool ready = false;
    bool has_steps = false;  // left is for ever, and to_pause is till the next step
  };

 public:
  simulation(std::span<job const> jobs, P& ordering, Log log)
      : jobs_(jobs),
        policy_(ordering),
        log_(std::move(log)),
        tasks_(jobs.size()),
        acts_(jobs),
        last_(jobs) {
    make_room(policy_, jobs.size());
    arrivals_ = by_arrival(jobs);
    look_ahead();
  }

  /// Runs until all jobs have ended, or the time or the number of decisions has come. Returns the
  /// number of decisions in all. Throws policy_broken.
  std::uint64_t run(ticks until = for_ever, std::uint64_t decisions = ~std::uint64_t{0}) {
    until_ = until;
    while (now_ < until_ && last_.count() < decisions) {
      if (next_ <= now_) admit(nullptr);
      if (task* const t = take()) {
        serve(*t);
      } else {
        if (next_ == for_ever) break;
        now_ = std::min(next_, until_);
        tell_time(policy_, now_);
      }
    }
    return last_.count();
  }
  ticks now() const noexcept { return now_; }
  /// The hook of a job: what the policy knows of it.
  typename P::hook const& hook_of(std::size_t i) const noexcept { return tasks_[i]; }

 private:
  struct nap {
    ticks until;
    std::uint64_t order;
    task* who;
    bool operator>(nap const& b) const noexcept {
      return until != b.until ? until > b.until : order > b.order;
    }
  };

  task* take() {
    auto* const t = static_cast<task*>(policy_.take());
    if (t == nullptr) {
      if (ready_ != 0)
        throw last_.nobody(now_, ready_, gives_later() ? offence::idles : offence::loses);
      return nullptr;
    }
    if (std::less<>()(t, tasks_.data()) || !std::less<>()(t, tasks_.data() + tasks_.size()))
      throw last_.never_put(now_);
    if (!t->ready) throw last_.not_ready(now_, t->number);
    t->ready = false;
    --ready_;
    last_.add(t->number);
    return t;
  }
  /// Whether it has not lost whom it does not give: it is asked again, as time goes by.
  bool gives_later() {
    for (ticks later = 1; later <= 1'000; ++later) {
      tell_time(policy_, now_ + later);
      if (policy_.take() != nullptr) return true;
    }
    return false;
  }
  void put(task& t, why w) noexcept {
    t.ready = true;
    ++ready_;
    policy_.put(t, w);
  }
  void note(happening what, task const& t) { log_(event{now_, t.number, what}); }
  /// What the steps of who runs do to others.
  struct acting {
    simulation& all;
    task const& running;
    void note(happening what, std::uint32_t job, std::uint16_t on) {
      all.log_(event{all.now_, job, what, on});
    }
    bool wake(std::uint32_t job) {
      task& t = all.tasks_[job];
      all.note(happening::wakes, t);
      all.put(t, why::woken);
      return preempts(all.policy_, t, running);
    }
    void waits_for(std::uint32_t job, std::optional<std::uint32_t> holder) noexcept {
      tell_waits_for(all.policy_, all.tasks_[job], holder ? &all.tasks_[*holder] : nullptr);
    }
  };

  /// Until it ends, pauses, or is to be put again.
  void serve(task& t) {
    note(happening::runs, t);
    auto const quantum = quantum_of(policy_, t);
    if (quantum < 1) throw last_.no_quantum(now_, quantum);
    auto const over = quantum < until_ - now_ ? now_ + quantum : until_;
    while (true) {
      if (t.to_pause == 0 && t.has_steps && !goes_on(t)) return;
      auto const stops = std::min(over, now_ + std::min({t.left, t.to_pause, until_ - now_}));
      if (stops <= next_) {
        pass(t, stops);
        if (t.to_pause == 0 && t.has_steps) continue;
        return leave(t);
      }
      pass(t, next_);
      if (admit(&t)) return stop(t, why::preempted);
    }
  }
  void pass(task& t, ticks to) noexcept {
    auto const length = to - now_;
    now_ = to;
    t.left -= length;
    t.to_pause -= length;
    tell_time(policy_, to);
    tell_ran(policy_, t, length);
  }
  /// Does the next steps. Whether it is to be served.
  bool goes_on(task& t) {
    auto const next = acts_.go_on(t.number, now_, acting{*this, t});
    using enum what_next::kind;
    if (next.is == burst) t.to_pause = next.length;
    if (next.is == pause) pause_for(t, next.length);
    if (next.is == stops) stop(t, why::preempted);
    if (next.is == ends) end(t);
    return next.is == burst;
  }
  void stop(task& t, why w) {
    note(w == why::yielded ? happening::yields : happening::stops, t);
    put(t, w);
  }
  void end(task& t) {
    note(happening::ends, t);
    tell_ended(policy_, t);
  }
  void pause_for(task& t, ticks length) {
    if (length == 0) return stop(t, why::yielded);
    note(happening::pauses, t);
    naps_.push({now_ + length, ++pauses_, &t});
    look_ahead();
  }
  void leave(task& t) {
    if (t.left == 0) {
      end(t);
    } else if (t.to_pause == 0) {
      t.to_pause = t.pause_every;
      pause_for(t, t.pause_for);
    } else {
      stop(t, why::preempted);
    }
  }

  /// Makes ready whoever has come or woken by now. Whether one of them is to run instead.
  bool admit(task const* running) {
    bool stops = false;
    auto const ready = [&](task& t, happening what, why w) {
      note(what, t);
      put(t, w);
      if (running != nullptr) stops |= preempts(policy_, t, *running);
    };
    for (; come_ < arrivals_.size() && jobs_[arrivals_[come_]].arrives <= now_; ++come_)
      ready(fresh(arrivals_[come_]), happening::comes, why::created);
    for (; !naps_.empty() && naps_.top().until <= now_; naps_.pop())
      ready(*naps_.top().who, happening::wakes, why::woken);
    look_ahead();
    return stops;
  }
  task& fresh(std::uint32_t i) noexcept {
    task& t = tasks_[i];
    auto const& j = jobs_[i];
    t.number = i;
    t.left = j.length;
    t.to_pause = t.pause_every = j.pause_every;
    t.pause_for = j.pause_for;
    if (!j.steps.empty()) {
      t.has_steps = true;
      t.left = for_ever;
      t.to_pause = 0;
    }
    tell_properties<typename P::hook>(t, j);
    return t;
  }
  void look_ahead() noexcept {
    next_ = come_ < arrivals_.size() ? jobs_[arrivals_[come_]].arrives : for_ever;
    if (!naps_.empty()) next_ = std::min(next_, naps_.top().until);
  }
  std::span<job const> jobs_;
  P& policy_;
  Log log_;
  std::vector<task> tasks_;
  acts acts_;
  std::vector<std::uint32_t> arrivals_;
  std::size_t come_ = 0;
  std::priority_queue<nap, std::vector<nap>, std::greater<>> naps_;
  std::uint64_t pauses_ = 0;
  ticks now_ = 0, next_ = 0, until_ = for_ever;  // next_: when somebody comes or wakes
  std::size_t ready_ = 0;
  last_given last_;
};

/// All of it at once, as a history. Throws policy_broken.
template <policy P> history simulate(workload const& work, P& ordering) {
  history log;
  auto const write = [&](event const& e) { log.push_back(e); };
  simulation(work.jobs, ordering, write).run(work.until);
  return log;
}

}  // namespace kont::lab
