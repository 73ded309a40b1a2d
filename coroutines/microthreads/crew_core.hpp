// coroutines/microthreads/crew_core.hpp -- what the workers of a crew share: records, who is ready,
// how waits end, time, failure, and who is to be killed.
#pragma once
#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "continuations/continuation.hpp"
#include "coroutines/microthreads/crew_rest.hpp"
#include "coroutines/microthreads/crew_thread.hpp"
#include "coroutines/microthreads/crew_timers.hpp"
#include "coroutines/microthreads/crew_worker.hpp"
#include "coroutines/microthreads/policies/traced.hpp"
#include "coroutines/microthreads/running_here.hpp"
#include "lib/clock.hpp"
#include "lib/listed.hpp"
#include "lib/rule.hpp"

namespace kont {

/// The inside of a crew, on continuations of S; V chooses whom a worker robs. Thread-safe, but
/// for_each_record.
template <class S, class V>
class crew_core : listed, protected running_here<crew_worker<crew_core<S, V>, S, V>> {
  using K = typename S::continuation;

 public:
  using worker_type = crew_worker<crew_core, S, V>;
  using on_thread = running_here<worker_type>;
  using on_thread::active;
  using on_thread::refuse;
  using thread = crew_thread<S>;
  using home_type = crew_home<thread>;
  static constexpr instant never = instant::max();

  explicit crew_core(unsigned workers) {
    failures_.reserve(workers);  // of each one before it stops, for which there is memory then
    for (unsigned n = 0; n < workers; ++n) {
      workers_.push_back(std::make_unique<worker_type>(*this, n));
    }
  }
  crew_core(crew_core&&) = delete;

  bool is_inside() const noexcept { return active() != nullptr && &active()->crew == this; }
  static bool nobody_runs() noexcept { return active()->running_ == &active()->hub_; }
  worker_type& worker(unsigned n) noexcept { return *workers_[n]; }

  unsigned workers() const noexcept { return static_cast<unsigned>(workers_.size()); }
  monotonic_clock const& clock() const noexcept { return clock_; }

  // --- records ----------------------------------------------------------------------------------

  thread& make_record(bool resistant, bool forked) {
    worker_type* const here = active();
    if (here == nullptr || &here->crew != this) [[unlikely]]
      return make_outside(resistant, forked);
    thread& t = here->home.make(ids_, forked);
    t.parent = here->running_->id;
    return t;
  }
  [[gnu::noinline]] thread& make_outside(bool resistant, bool forked) {
    rule(!forked, "fork: it is of another crew");
    std::lock_guard const alone(outside_);
    thread& t = outsiders_.make(ids_, forked);
    t.parent = 0;
    t.resist(resistant);  // before run() looks whom it is to kill
    return t;
  }
  void destroy(thread& t) noexcept {
    if (auto* const here = active(); here != nullptr && t.home == &here->home) {
      here->home.destroy(t);
    } else {
      t.home->returned.put(t);
    }
  }
  [[gnu::always_inline]] void let_go(thread& t) noexcept {
    auto* const here = active();
    if (here != nullptr && t.home == &here->home && t.is_unseen()) [[likely]]
      return here->home.set_aside(t);
    let_go_seen(t);
  }
  [[gnu::noinline]] void let_go_seen(thread& t) noexcept {
    if (t.finished.has_left() || drop(t)) destroy(t);
  }
  // Of one that has not quite ended. Whether it has now, and is still to be destroyed.
  static bool drop(thread& t) noexcept {
    {
      section const alone(t.guard);
      t.dropped = true;
      if (!t.finished) return false;
    }
    while (!t.finished.has_left()) spin_pause();
    return true;
  }
  // Of the end and the handle, whoever comes second destroys the record. (It has no locals left.)
  void retire(thread& t) noexcept {
    if constexpr (trace::on) trace_over(t);
    bool dropped = false;
    {
      section const alone(t.guard);
      t.finished.finish();
      if (!t.joiners.empty()) answer_joiners(t);
      dropped = t.dropped;
    }
    if (dropped) return destroy(t);
    t.finished.leave();
  }
  // The same while nobody but who goes on next on this thread can have the handle, and of one that
  // has nothing more.
  [[gnu::always_inline]] static void retire_unseen(thread& t) noexcept {
    if constexpr (trace::on) trace_over(t);
    t.finished.leave_unseen();
  }
  [[gnu::noinline]] void answer_joiners(thread& t) noexcept {
    while (auto* const joiner = t.joiners.pop()) answer(*joiner->who, joiner);
  }
  template <class F> void for_each_record(F f) {
    outsiders_.records.for_each(f);
    for (auto const& w : workers_) w->home.records.for_each(f);
  }

  // --- who is ready -----------------------------------------------------------------------------

  // Files who left: its context is saved. (Of one that has ended, there is none.) `forked`: it has
  // forked the one that begins now, and so it is ready; where others arrive, in the frames of
  // users, more than a call would take room.
  template <bool forked = false> [[gnu::always_inline]] static void file(arrival<K> a) noexcept {
    if (!forked && !a.from) return;
    auto& who = *static_cast<thread*>(a.word);
    std::construct_at(&who.rest, std::move(a.from));
    if constexpr (forked) {
      active()->yielded(who);
    } else {
      active()->filed(who);
    }
  }
  void make_ready(thread& t) noexcept {
    if (is_inside()) return active()->put(t);
    if (t.pinned != thread::anywhere) return send(t);
    posted_.put(t);
    rest_.tell(*this);
  }
  // To the worker to whom it is pinned.
  void send(thread& t) noexcept {
    worker_type& w = worker(t.pinned);
    w.mail(t);
    rest_.tell_worker(w);
  }
  thread* take_posted() noexcept { return posted_.take_all(); }
  [[gnu::always_inline]] void tell_of_work() noexcept { rest_.tell(*this); }

  // --- the end of a wait: by who has claimed it -------------------------------------------------

  // (by this ticket of it; null: it waits in no queue)
  void answer(thread& t, void const* ticket) noexcept {
    if (t.twofold) [[unlikely]] {
      t.twofold = false;
      t.waits->won(ticket);
    }
    t.waits = nullptr;
    t.answered = true;
    end_wait(t);
  }
  void end_wait(thread& t) noexcept {
    if constexpr (trace::on) trace_ready(t, t.expired ? why::timed_out : why::woken);
    if (t.place.wake(t.sleep) == woke::ready) make_ready(t);
  }
  void call_off(thread& t) noexcept {
    if (t.seize()) call_off_seized(t);
  }
  void call_off_seized(thread& t) noexcept {
    t.called_off = true;
    if (withdraw(t, true)) end_wait(t);
  }
  void expire(thread& t) noexcept {
    if (!withdraw(t, false)) return;
    t.expired = true;
    end_wait(t);
  }
  // Takes it out of its queue. False: it has to wait for something else, and belongs to that.
  bool withdraw(thread& t, bool by_exception) noexcept {
    spin_lock* const lock = t.waits_under;
    if (lock != nullptr) lock->lock();
    bool const over = t.waits->call_off(by_exception);
    if (over) t.waits = nullptr;
    if (lock != nullptr) lock->unlock();
    return over;
  }

  // --- time, rest and failure -------------------------------------------------------------------

  void set_timer(thread& t) noexcept {
    if (timers_.push(t) && workers() > 1) rest_.tell(*this);  // who sleeps, sleeps less long
  }
  void forget_timer(thread& t) noexcept { timers_.forget(t); }
  instant next_deadline() const noexcept { return timers_.earliest(); }
  void expire_timers() noexcept {
    if (timers_.earliest() == never) return;
    auto const now = clock_.now();
    if (timers_.earliest() > now) return;
    while (thread* const t = timers_.take_due(now)) expire(*t);
  }
  thread* rest(worker_type& w) noexcept { return rest_.sleep(*this, w); }
  void stop() noexcept { rest_.stop(*this); }
  void one_less_is_awaited() noexcept { rest_.tell_of_less(*this, awaited_); }
  bool stops() const noexcept { return rest_.stops(); }
  // When all workers have settled.
  bool is_over() const noexcept { return awaited_.load() == 0 && timers_.earliest() == never; }
  void failed(std::exception_ptr what) {
    {
      std::lock_guard const alone(outside_);
      failures_.push_back(std::move(what));
    }
    stop();
  }
  // What kill_all was asked for: everybody but who asked, and whom that has made since.
  struct kill {
    std::uint64_t by, last;  // ids
    bool really;
    bool kills(thread const& t) const noexcept {
      return !t.finished && t.id <= last && t.id != by && (really || !t.resistant);
    }
  };
  void ask_to_kill(bool really) {
    std::lock_guard const alone(outside_);
    kills_.push_back({is_inside() ? active()->running_->id : 0, ids_.load(), really});
    (is_inside() ? active()->home : outsiders_).end_block();
    stop();  // with the lock: whoever takes the kill, clears the stop
  }
  bool is_asked_to_kill() {
    std::lock_guard const alone(outside_);
    return !kills_.empty();
  }
  std::vector<kill> take_kills() {
    std::lock_guard const alone(outside_);
    rest_.begin();
    return std::exchange(kills_, {});
  }
  void throw_failure() {
    std::lock_guard const alone(outside_);
    if (failures_.empty()) return;
    auto const first = failures_.front();
    failures_.erase(failures_.begin());
    std::rethrow_exception(first);
  }

 protected:
  ~crew_core() = default;

  monotonic_clock clock_;
  crew_rest<worker_type> rest_;
  crew_timers<thread> timers_;
  inbox<thread> posted_;  // from outside; each worker may take all
  std::atomic<std::uint64_t> ids_ = 0;
  std::atomic<unsigned> awaited_ = 0;
  std::mutex outside_;  // of those three:
  home_type outsiders_;
  std::vector<std::exception_ptr> failures_;
  std::vector<kill> kills_;
  std::vector<std::unique_ptr<worker_type>> workers_;
};

}  // namespace kont
