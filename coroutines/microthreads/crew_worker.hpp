// coroutines/microthreads/crew_worker.hpp -- one thread of a crew: its deque, and what it does when
// that is empty.
//
//   deque   what it made ready or offers, and what others may take; who ends is followed by the
//           newest, who waits or yields by the oldest
//   hands   where others ask for its oldest, and where it waits for theirs
//   mail    what others made ready that is pinned here
//   own     the pinned ones that are ready, in order
#pragma once
#include <atomic>
#include <concepts>
#include <exception>
#include <new>
#include <utility>

#include "continuations/continuation.hpp"
#include "continuations/control/metacontinuation.hpp"
#include "coroutines/microthreads/crew_home.hpp"
#include "coroutines/microthreads/crew_thread.hpp"
#include "coroutines/microthreads/lots.hpp"
#include "coroutines/microthreads/policies/traced.hpp"
#include "coroutines/microthreads/waiting.hpp"
#include "lib/concurrent/bell.hpp"
#include "lib/concurrent/deque.hpp"
#include "lib/concurrent/hand_over.hpp"
#include "lib/concurrent/inbox.hpp"
#include "lib/stacks/stack.hpp"

namespace kont {

/// A worker of a Crew, whose microthreads live on S; V chooses whom it robs. All members are for
/// the thread that works, but those which say otherwise.
template <class Crew, class S, class V> class crew_worker {
  using K = typename S::continuation;

 public:
  using thread = crew_thread<S>;
  using task = crew_task<thread>;
  crew_worker(Crew& c, unsigned n) : crew(c), number(n), victims_(n) {
    hub_.left = leaves::for_good;
  }

  Crew& crew;
  unsigned const number;
  crew_home<thread> home;
  thread hub_;  // stands for work()
  thread* running_ = &hub_;
  lots lots_for_select;

  // --- at rest: see crew_rest.hpp ---
  bell wakes;
  bool can_be_rung = false;
  bool settled = false;

  /// Runs microthreads until the crew stops.
  void work() {
    typename metacontinuation<S>::keep const mine;
    stacks::watch_overflow();
    typename Crew::on_thread::activation const here(*this);
    while (thread* const t = find()) {
      if constexpr (trace::on) trace_taken(t);
      running_ = t;
      try {
        Crew::file(std::move(t->rest).resume(&hub_));
      } catch (...) { crew.failed(std::current_exception()); }
    }
  }

  /// It is ready, or may become a microthread (see lazy_task). Throws std::bad_alloc.
  [[gnu::always_inline]] void offer(task& t) {
    deque_.put(t);
    crew.tell_of_work();
  }
  /// Takes back what was offered last. False: it is not here, or not the last any more.
  [[gnu::always_inline]] bool take_back(task& t) noexcept {
    if (++turn_ % stretch == 0) [[unlikely]]
      look_up();
    task* const newest = deque_.take_newest();
    if (newest == &t) [[likely]]
      return true;
    if (newest != nullptr) offer(*newest);
    return false;
  }
  /// `t` is ready.
  [[gnu::always_inline]] void put(thread& t) noexcept {
    if (t.pinned != thread::anywhere) [[unlikely]]
      return put_pinned(t);
    if (!deque_.put_if_room(t)) [[unlikely]]
      return put_into_larger(t);
    crew.tell_of_work();
  }
  /// Any thread; wakes nobody.
  void mail(thread& t) noexcept { mail_.put(t); }

  /// The running one leaves: who goes on. It is made the one that runs.
  thread& next() noexcept {
    thread* t = crew.stops() ? &hub_ : take();
    if (t == nullptr) t = running_->left == leaves::yields ? running_ : &hub_;
    if constexpr (trace::on) trace_taken(t);
    running_ = t;
    return *t;
  }
  /// The running one ends: who goes on.
  [[gnu::always_inline]] arrival<K> end() noexcept {
    thread* next = running_->finished.unknown() ? end_before_its_parent_knows() : nullptr;
    if (next == nullptr) {
      next = end_of_known();
    } else {
      running_ = next;
    }
    return {std::move(next->rest), nullptr};
  }
  /// It lets an exception out: that goes to work().
  arrival<K> fail() noexcept {
    if (running_->more) return without_locals(*running_).fail();
    crew.retire(*running_);
    running_ = &hub_;
    return {std::move(hub_.rest), nullptr};
  }
  /// Somebody's context is saved: what becomes of it.
  void filed(thread& t) noexcept {
    if (t.left == leaves::yields) return yielded(t);
    if (t.left == leaves::waits && !t.place.settle(t.sleep)) put(t);  // (else it is a hub)
  }
  [[gnu::always_inline]] void yielded(thread& t) noexcept {
    if constexpr (trace::on) trace_ready(t, why::yielded);
    put(t);
  }

  /// `me` is about to wait in `op`, whose lock is held if it has one, and is given back.
  template <class Op, class Lock>
  void begin_to_wait(thread& me, Op& op, instant until, Lock* lock) {
    me.waits = &op;
    if constexpr (std::same_as<Lock, spin_lock>) {
      me.waits_under = lock;
    } else {
      me.waits_under = nullptr;  // it leaves its queues by itself: see select
    }
    me.left = leaves::waits;
    me.until = until;
    me.sure = me.answered = me.expired = false;
    me.sleep = me.place.prepare();
    op.enqueue(me);
    // by exchange, as raise() does: of two exchanges the second sees what came before the first
    me.open.exchange(true, std::memory_order_acq_rel);
    if (until != instant::max()) crew.set_timer(me);
    if (lock != nullptr) lock->unlock();
    if (me.disturbed.load(std::memory_order_relaxed)) [[unlikely]]
      crew.call_off(me);
  }
  /// It goes on. Whether an exception has called it off.
  bool end_of_wait(thread& me) noexcept {
    me.left = leaves::yields;
    if (me.until != instant::max()) crew.forget_timer(me);
    return std::exchange(me.called_off, false);
  }

  /// Something to run from others, or from outside. Null: nothing was found anywhere.
  thread* look_around() noexcept {
    look_up();
    if (thread* const t = take_here()) return t;
    auto const n = crew.workers();
    auto victim = victims_.choose(n);
    for (bool raced = true; std::exchange(raced, false);) {
      for (unsigned k = 0; k < n; ++k, victim = victim + 1 == n ? 0 : victim + 1) {
        auto& from = crew.worker(victim);
        if (victim == number || from.deque_.seems_empty()) continue;
        task* taken = ask(from);
        if (taken == nullptr) {
          auto const got = from.deque_.steal();
          taken = got.item;
          raced = raced || got.raced;
        }
        thread* const t = begun(taken);
        if (t == nullptr) continue;
        ++stolen_;
        return t;
      }
    }
    return nullptr;
  }
  std::uint64_t stolen() const noexcept { return stolen_; }

 private:
  // Mostly a child ends before anybody has robbed its parent, which is the newest here, and still
  // in the fork() that will return the handle: one that has been on since has said so before it was
  // put here. So nobody can join or drop its child meanwhile, and the end of that needs no lock.
  // (One in so many ends the long way, by its id: a count would be a store.) The parent, who goes
  // on; or null: then nothing has happened.
  [[gnu::always_inline]] thread* end_before_its_parent_knows() noexcept {
    thread& me = *running_;
    if (me.id % stretch == 0 || own_ != nullptr || me.more || crew.stops() ||
        me.disturbed.load(std::memory_order_relaxed)) [[unlikely]]
      return nullptr;
    task* const newest = deque_.take_newest();
    if (newest == nullptr) return nullptr;
    auto* const parent = newest->begin == nullptr ? static_cast<thread*>(newest) : nullptr;
    if (parent == nullptr || parent->id != me.parent) [[unlikely]] {
      offer_again(*newest);
      return nullptr;
    }
    crew.retire_unseen(me);
    if constexpr (trace::on) trace_taken(parent);
    return parent;
  }
  // (One has just been taken, so there is room.)
  [[gnu::cold, gnu::noinline]] void offer_again(task& t) noexcept { offer(t); }
  // Its locals end first: they may wait, and then it goes on on another worker. Returns that.
  static crew_worker& without_locals(thread& me) noexcept {
    destroy_all(me.more);
    return *Crew::active();
  }
  [[gnu::cold, gnu::noinline]] static thread* end_with_locals(thread& me) noexcept {
    return without_locals(me).end_of_known();
  }
  // Makes him who goes on the one that runs.
  [[gnu::noinline]] thread* end_of_known() noexcept {
    if (running_->more) [[unlikely]]
      return end_with_locals(*running_);
    if (running_->id % stretch == 0) turn_ |= stretch - 1;  // for those that have ended unseen
    crew.retire(*running_);
    running_ = &hub_;  // its record is free, and begun() may make it another one's
    if (++turn_ % stretch == 0) [[unlikely]]
      look_up();
    thread* t = nullptr;
    if (turn_ % patience != 0 && own_ == nullptr && !crew.stops()) t = begun(deque_.take_newest());
    if constexpr (trace::on) trace_taken(t);
    return running_ = t != nullptr ? t : &hub_;
  }
  // The microthread that it is, or becomes now.
  static thread* begun(task* t) noexcept {
    if (t == nullptr || t->begin == nullptr) [[likely]]
      return static_cast<thread*>(t);
    return t->begin(*t);
  }
  [[gnu::noinline]] void put_pinned(thread& t) noexcept {
    if (t.pinned != number) return crew.send(t);
    keep(t);
  }
  [[gnu::cold, gnu::noinline]] void put_into_larger(thread& t) noexcept {
    try {
      offer(t);
    } catch (std::bad_alloc const&) { keep(t); }  // where is always room, and nobody steals
  }
  void keep(thread& t) noexcept {
    t.next = nullptr;
    *own_last_ = &t;
    own_last_ = &t.next;
  }

  static constexpr unsigned stretch = 64;             // turns till it looks up
  static constexpr unsigned patience = 64 * stretch;  // turns till the oldest has one: each leaves
                                                      // a tree half done, and another begun
  static constexpr unsigned rounds = 200;             // of looking around, before it sleeps
  static constexpr unsigned asks = 100;               // times whether it was given something

  thread* find() noexcept {
    while (!crew.stops()) {
      if (thread* const t = take()) return t;
      for (unsigned n = 0; n < rounds && !crew.stops(); ++n) {
        if (thread* const t = look_around()) return t;
        spin_pause();
      }
      if (thread* const t = crew.rest(*this)) return t;
    }
    return nullptr;
  }
  thread* take() noexcept {
    if (++turn_ % stretch == 0) [[unlikely]]
      look_up();
    return take_here();
  }
  thread* take_here() noexcept {
    if (own_ == nullptr) [[likely]]
      return begun(deque_.take_oldest());
    if (turn_ % 2 == 0) {
      if (thread* const t = begun(deque_.take_oldest())) return t;
    }
    thread* const t = std::exchange(own_, own_->next);
    if (own_ == nullptr) own_last_ = &own_;
    return t;
  }
  // What `from` hands over when it looks up, which takes who forks a microsecond or two. Null: it
  // has nothing, or others ask, or it is busy with something long.
  task* ask(crew_worker& from) noexcept {
    task* got = nullptr;
    if (!hands_.ask(from.hands_)) return nullptr;
    for (unsigned n = 0; n < asks; ++n) {
      if (hands_.answered(got)) return got;
      spin_pause();
    }
    if (hands_.withdraw(from.hands_)) return nullptr;
    while (!hands_.answered(got)) spin_pause();
    return got;
  }
  // What others have sent, what is due, and who asks.
  [[gnu::noinline]] void look_up() noexcept {
    for (thread* t = mail_.take_all(); t != nullptr;) put(*std::exchange(t, t->next));
    for (thread* t = crew.take_posted(); t != nullptr;) put(*std::exchange(t, t->next));
    crew.expire_timers();
    hands_.answer([this] { return deque_.take_oldest(); });
  }

  work_deque<task> deque_{256};
  inbox<thread> mail_;
  hand_over<task> hands_;
  thread* own_ = nullptr;
  thread** own_last_ = &own_;
  V victims_;
  unsigned turn_ = 0;
  std::uint64_t stolen_ = 0;
};

}  // namespace kont
