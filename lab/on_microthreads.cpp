// lab/on_microthreads.cpp -- a scheduler whose policy asks an ordering, and writes the history.
#include "lab/on_microthreads.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "coroutines/microthreads/scheduler.hpp"
#include "lab/acts.hpp"
#include "lab/last_given.hpp"

namespace kont::lab {
namespace {

/// What the clock and the policy of one run share: its time, and what is still to come.
struct agenda {
  explicit agenda(pace p) noexcept : time(p) {}
  timekeeper time;
  ticks until = for_ever;  // in nanoseconds, as all here
  ticks next = for_ever;   // when the next job comes
  bool over = false;
};

/// The clock of the scheduler: when nobody is ready it waits for the next job too.
class job_clock {
 public:
  explicit job_clock(agenda& a) noexcept : agenda_(a) {}
  instant now() const noexcept { return instant(std::chrono::nanoseconds(agenda_.time.now())); }
  bool may_wait(bool asleep) const noexcept {
    return !agenda_.over && (asleep || agenda_.next != for_ever);
  }
  void wait_until(instant t) noexcept {
    auto const moment = t.time_since_epoch().count();
    agenda_.time.wait_until(std::min({moment, agenda_.next, agenda_.until}));
  }

 private:
  agenda& agenda_;
};

struct world;

/// Its policy. Jobs are spawned before the run, in the order in which they come; each is put when
/// it has come. At one instant things happen in the order of the simulation.
class steered {
 public:
  struct hook {
    std::uint32_t number = 0;  // its place in the workload
    bool ready = false;
    ticks arrives = 0;
    ticks owed = 0;  // nanoseconds it has run and the ordering was not told of
  };

  steered() = default;
  steered(ordering& who, agenda& a, std::span<job const> jobs)
      : who_(&who), agenda_(&a), acts_(jobs), last_(jobs) {
    coming_.reserve(jobs.size());
    made_.log.reserve(16 * jobs.size() + 4096);
  }
  /// Before anything else: whose sleepers it wakes.
  void serves(world& w) noexcept { world_ = &w; }

  void put(hook& t, why w) noexcept;
  hook* take() noexcept;
  void ended(hook& t) noexcept {
    look();
    leave(happening::ends);
    who_->ended(t.number);
  }

  // For the job that runs.
  /// So long it may go on before it is to ask whether it stops: a tick at most.
  ticks slice() const noexcept {
    auto const until = std::min({over_, agenda_->until, next_event()});
    return std::clamp(until - now_, ticks{1}, agenda_->time.tick());
  }
  /// Whether somebody else is to run now.
  bool stops() noexcept;
  /// It is about to sleep.
  void pauses() noexcept {
    look();
    leave(happening::pauses);
  }
  /// Its next steps, up to one that takes time.
  what_next go_on() {
    look();
    pass();
    return acts_.go_on(running_->number, in_ticks(now_), acting{*this});
  }

  recorded& made() noexcept { return made_; }
  /// The rule that the ordering has broken, if it has.
  std::optional<policy_broken> const& fault() const noexcept { return fault_; }

 private:
  ticks in_ticks(ticks ns) const noexcept {
    auto const tick = agenda_->time.tick();
    return (ns + tick / 2) / tick;
  }
  void look() noexcept {
    now_ = agenda_->time.now();
    who_->tick(in_ticks(now_));
  }
  void note(happening what, hook const& t, std::uint16_t on = 0) noexcept {
    made_.log.push_back({now_, t.number, what, on});
  }
  /// What the steps of who runs do.
  struct acting {
    steered& all;
    void note(happening what, std::uint32_t job, std::uint16_t on) noexcept {
      ends_a_turn(what) ? all.leave(what, on) : all.note(what, *all.by_number_[job], on);
    }
    bool wake(std::uint32_t job) noexcept;
    void waits_for(std::uint32_t job, std::optional<std::uint32_t> holder) noexcept {
      all.who_->waits_for(job, holder);
    }
  };
  ticks next_event() const noexcept;
  void enter(hook& t, why w) noexcept;
  void let_come() noexcept;
  void admit() noexcept;
  hook* begin(hook& t, ticks left) noexcept;
  void pass() noexcept;
  void leave(happening how, std::uint16_t on = 0) noexcept;
  hook* end() noexcept {
    agenda_->over = true;
    return nullptr;
  }
  hook* broken(policy_broken const& how) noexcept {
    fault_.emplace(how);
    return end();
  }

  ordering* who_ = nullptr;
  agenda* agenda_ = nullptr;
  world* world_ = nullptr;
  std::vector<hook*> coming_;
  std::size_t come_ = 0, ready_ = 0;
  hook* running_ = nullptr;
  ticks now_ = 0, since_ = 0, over_ = for_ever;
  bool stop_ = false, has_left_ = false, nobody_ = false, wakes_ = false;
  std::vector<hook*> by_number_;
  acts acts_;
  last_given last_;
  recorded made_;
  std::optional<policy_broken> fault_;
};

struct world : scheduler<steered, stack, job_clock> {
  using scheduler::scheduler;
};

void steered::put(hook& t, why w) noexcept {
  if (w == why::created) {
    if (coming_.empty()) agenda_->next = t.arrives;
    if (by_number_.size() <= t.number) by_number_.resize(t.number + 1);
    by_number_[t.number] = &t;
    coming_.push_back(&t);
    return;
  }
  if (wakes_) return enter(t, w);
  look();
  if (&t == running_) {
    leave(w == why::yielded ? happening::yields : happening::stops);
  } else {
    if (now_ >= agenda_->until) return;  // it is over
    let_come();
    note(happening::wakes, t);
  }
  enter(t, w);
}

bool steered::acting::wake(std::uint32_t job) noexcept {
  hook& t = *all.by_number_[job];
  all.note(happening::wakes, t);
  all.wakes_ = true;
  all.world_->wake(static_cast<world::thread&>(t));
  all.wakes_ = false;
  return all.stop_;
}

steered::hook* steered::take() noexcept {
  auto const left = has_left_ ? now_ : for_ever;
  if (!std::exchange(has_left_, false)) look();
  if (agenda_->over || now_ >= agenda_->until) return end();
  admit();
  if (nobody_) return nullptr;  // it has said so, and nothing has happened since
  if (auto const next = who_->take()) {
    if (*next == ordering::stranger) return broken(last_.never_put(in_ticks(now_)));
    hook& t = *by_number_[*next];
    return t.ready ? begin(t, left) : broken(last_.not_ready(in_ticks(now_), *next));
  }
  nobody_ = true;
  return ready_ == 0 ? nullptr : broken(last_.nobody(in_ticks(now_), ready_, offence::loses));
}

bool steered::stops() noexcept {
  look();
  if (now_ >= over_ || now_ >= agenda_->until) return true;
  if (now_ < next_event()) return false;
  pass();
  admit();
  return stop_;
}

ticks steered::next_event() const noexcept {
  return std::min(agenda_->next, world_->next_deadline().time_since_epoch().count());
}

void steered::enter(hook& t, why w) noexcept {
  t.ready = true;
  nobody_ = false;
  ++ready_;
  who_->put(t.number, w);
  if (running_ != nullptr) stop_ |= who_->preempts(t.number, running_->number);
}

void steered::let_come() noexcept {
  while (agenda_->next <= now_) {
    hook& t = *coming_[come_++];
    agenda_->next = come_ < coming_.size() ? coming_[come_]->arrives : for_ever;
    note(happening::comes, t);
    enter(t, why::created);
  }
}

void steered::admit() noexcept {
  let_come();
  world_->wake_the_due();
}

steered::hook* steered::begin(hook& t, ticks left) noexcept {
  t.ready = false;
  --ready_;
  last_.add(t.number);
  auto const quantum = who_->quantum(t.number);
  if (quantum < 1) return broken(last_.no_quantum(in_ticks(now_), quantum));
  since_ = now_ = agenda_->time.now();
  if (left != for_ever) {
    ++made_.decisions;
    made_.deciding += now_ - left;
  }
  note(happening::runs, t);
  auto const tick = agenda_->time.tick();
  over_ = quantum > (for_ever - now_) / tick ? for_ever : now_ + quantum * tick;
  stop_ = false;
  return running_ = &t;
}

void steered::pass() noexcept {
  running_->owed += now_ - std::exchange(since_, now_);
  auto const whole = in_ticks(running_->owed);
  running_->owed -= whole * agenda_->time.tick();
  who_->ran(running_->number, whole);
}

void steered::leave(happening how, std::uint16_t on) noexcept {
  pass();
  note(how, *running_, on);
  running_ = nullptr;
  has_left_ = true;
}

/// What a job does: it works off its length in slices, and between them asks whether to stop.
class serving {
 public:
  serving(world& w, agenda& all, job const& j) noexcept
      : world_(w), time_(all.time), job_(j), left_(in_ns(j.length)), to_pause_(till_pause()) {}

  void operator()() {
    if (!job_.steps.empty()) return follow_steps();
    while (true) {
      auto const part = std::min({left_, to_pause_, world_.policy().slice()});
      time_.burn(part);
      left_ -= part;
      to_pause_ -= part;
      if (left_ == 0) return;
      if (to_pause_ == 0)
        pause();
      else if (world_.policy().stops())
        let_others();
    }
  }

 private:
  ticks in_ns(ticks t) const noexcept { return t * time_.tick(); }
  ticks till_pause() const noexcept {
    return job_.pause_every > job_.length ? for_ever : in_ns(job_.pause_every);
  }
  void pause() {
    to_pause_ = till_pause();
    pause_for(job_.pause_for);
  }
  void pause_for(ticks length) {
    if (length == 0) return world::yield();
    world_.policy().pauses();
    world::sleep_for(std::chrono::nanoseconds(in_ns(length)));
  }
  void follow_steps() {
    using enum what_next::kind;
    for (auto next = world_.policy().go_on(); next.is != ends; next = world_.policy().go_on()) {
      if (next.is == burst) serve(in_ns(next.length));
      if (next.is == pause) pause_for(next.length);
      if (next.is == waits) world::block("a step");
      if (next.is == stops) let_others();
    }
  }
  void serve(ticks left) {
    while (left > 0) {
      if (world_.policy().stops()) let_others();
      auto const part = std::min(left, world_.policy().slice());
      time_.burn(part);
      left -= part;
    }
  }
  void let_others() {
    world_.its_pulse().ring();
    world::checkpoint();
  }

  world& world_;
  timekeeper& time_;
  job const& job_;
  ticks left_, to_pause_;
};

}  // namespace

recorded on_microthreads(workload const& work, ordering& who, pace p) {
  agenda all(p);
  if (work.until != for_ever) all.until = work.until * p.tick;
  world w{steered(who, all, work.jobs), job_clock(all)};
  w.policy().serves(w);
  for (auto const i : by_arrival(work.jobs)) {
    world::attributes a{};
    a.properties = {.number = i, .arrives = work.jobs[i].arrives * p.tick};
    w.spawn(a, serving(w, all, work.jobs[i]));
  }
  w.run();
  if (auto const& fault = w.policy().fault()) throw *fault;
  return std::move(w.policy().made());
}

}  // namespace kont::lab
