// lab/acts.hpp -- the steps of jobs, done: who has a lock, who waits; the same in both engines.
#pragma once
#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "lab/job.hpp"

namespace kont::lab {

/// Says to a policy, if it wants to know, that `t` waits for what `holder` has; null: no longer.
/// (Priority inheritance: Sha, Rajkumar & Lehoczky, IEEE Trans. Computers 39(9), 1990.)
template <policy P>
void tell_waits_for(P& p, typename P::hook& t, typename P::hook* holder) noexcept {
  if constexpr (requires { p.waits_for(t, holder); }) p.waits_for(t, holder);
}

/// What the steps of a job have come to.
struct what_next {
  enum class kind : std::uint8_t {
    burst,  ///< it is to be served so long
    pause,  ///< it is away for so long; 0: others are to run
    waits,  ///< till it is woken
    stops,  ///< it has woken one that is to run instead
    ends
  } is;
  ticks length = 0;
};

/// The steps of all jobs of one run, as far as they have come; locks and boxes. `E` is the engine:
///   note(what, job, on)       to be written into the history
///   wake(job)                 that waited; whether it is to run instead of who runs
///   waits_for(job, holder)    see tell_waits_for; no holder: no longer
class acts {
 public:
  acts() = default;
  explicit acts(std::span<job const> jobs) : jobs_(jobs) {
    std::size_t locks = 0, boxes = 0;
    for (auto const& j : jobs) {
      for (auto const& s : j.steps) {
        auto const is_lock = s.what == doing::lock || s.what == doing::unlock;
        auto const is_box = s.what == doing::send || s.what == doing::receive;
        if (is_lock) locks = std::max(locks, s.on + std::size_t{1});
        if (is_box) boxes = std::max(boxes, s.on + std::size_t{1});
        if (at_.empty()) at_.resize(jobs.size());
      }
    }
    locks_.resize(locks);
    boxes_.resize(boxes);
  }

  /// Does what takes no time: up to the next step that does, or has to wait. Amortised O(1) a step,
  /// but O(those who wait) to unlock.
  template <class E> what_next go_on(std::uint32_t job, ticks now, E&& engine) {
    auto const& j = jobs_[job];
    auto& its = at_[job];
    using enum what_next::kind;
    while (true) {
      if (its.step == j.steps.size()) {
        its.step = 0;
        if (++its.round == j.rounds) return {ends};
      }
      auto const& s = j.steps[its.step++];
      if (s.what == doing::run) return {burst, s.length};
      if (s.what == doing::pause) return {pause, s.length};
      if (s.what == doing::timer) {
        if (its.due < 0) its.due = j.arrives;
        its.due = std::max(its.due + s.length, now);
        if (its.due > now) return {pause, its.due - now};
      } else if (s.what == doing::lock || s.what == doing::receive) {
        auto const has =
            s.what == doing::lock ? lock(job, s.on, engine) : receive(job, s.on, engine);
        if (!has) return {waits};
      } else if (s.what == doing::unlock ? unlock(job, s.on, engine) : send(job, s.on, engine)) {
        return {stops};
      }
    }
  }

 private:
  struct progress {
    std::size_t step = 0;
    ticks round = 0, due = -1;  // due: of its timer
  };
  struct lock_state {
    std::optional<std::uint32_t> holder{};
    std::deque<std::uint32_t> waiting{};
  };
  struct box {
    std::uint64_t messages = 0;  // 0 while somebody waits
    std::deque<std::uint32_t> waiting{};
  };
  static std::uint32_t first(std::deque<std::uint32_t>& all) {
    auto const one = all.front();
    all.pop_front();
    return one;
  }

  template <class E> bool lock(std::uint32_t job, std::uint16_t on, E& engine) {
    auto& its = locks_[on];
    if (its.holder) {
      its.waiting.push_back(job);
      engine.note(happening::blocks, job, on);
      engine.waits_for(job, its.holder);
      return false;
    }
    its.holder = job;
    engine.note(happening::locks, job, on);
    return true;
  }
  template <class E> bool unlock(std::uint32_t job, std::uint16_t on, E& engine) {
    auto& its = locks_[on];
    engine.note(happening::unlocks, job, on);
    its.holder.reset();
    if (its.waiting.empty()) return false;
    for (auto const who : its.waiting) engine.waits_for(who, std::nullopt);
    auto const next = first(its.waiting);
    its.holder = next;
    engine.note(happening::locks, next, on);
    for (auto const who : its.waiting) engine.waits_for(who, next);
    return engine.wake(next);
  }
  template <class E> bool receive(std::uint32_t job, std::uint16_t on, E& engine) {
    auto& its = boxes_[on];
    if (its.messages == 0) {
      its.waiting.push_back(job);
      engine.note(happening::waits, job, on);
      return false;
    }
    --its.messages;
    engine.note(happening::receives, job, on);
    return true;
  }
  template <class E> bool send(std::uint32_t job, std::uint16_t on, E& engine) {
    auto& its = boxes_[on];
    engine.note(happening::sends, job, on);
    if (its.waiting.empty()) {
      ++its.messages;
      return false;
    }
    auto const next = first(its.waiting);
    engine.note(happening::receives, next, on);
    return engine.wake(next);
  }

  std::span<job const> jobs_;
  std::vector<progress> at_;  // empty where no job has steps
  std::vector<lock_state> locks_;
  std::vector<box> boxes_;
};

}  // namespace kont::lab
