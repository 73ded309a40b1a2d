// coroutines/microthreads/waiting.hpp -- what a microthread waits in: a reason that can be called
// off, and tickets in queues.
//
// An operation that may wait is an object: it knows its queue, and holds the value it brings or
// gets. It lies in the frame of who waits; a queue links those of all who wait there.
//
//   mutex            frame of b               frame of c
//   | waiting -+---->| locking: ticket |<---->| locking: ticket |
//                    |   who = b       |      |   who = c       |
#pragma once
#include <cstddef>
#include <cstdint>

#include "lib/clock.hpp"

namespace kont {

/// What a microthread that waits is doing. Its record points here until somebody answers; a
/// deadline or an exception calls it off instead, by `withdraw`.
class waiting {
 public:
  explicit waiting(char const* does) noexcept : verb(does) {}

  char const* verb;       ///< "receive": what lists and dumps say of who waits
  std::uint64_t nap = 0;  ///< names its deadline among the sleepers'; 0: it has none

  /// Leaves every queue: nobody will answer.
  virtual void withdraw() noexcept = 0;
  /// Its deadline has come, or an exception. False: it goes on waiting, for what it needs before it
  /// can go on (a condition for its mutex). Called by the scheduler.
  virtual bool call_off(bool /*by_exception*/) noexcept {
    withdraw();
    return true;
  }
  /// What it waits for has been destroyed: on() and holder() may not be asked.
  virtual bool is_orphan() const noexcept { return false; }
  /// For what cannot be called off at once, since others still use its buffers: calls it off, and
  /// says so; it is answered when it is over. Any number of times; then no withdraw().
  virtual bool lingers() noexcept { return false; }
  /// Of one with several tickets, this one was answered: leaves the other queues, or will.
  virtual void won(void const* /*ticket*/) noexcept {}
  /// The name of what it waits for; null: that has none.
  virtual char const* on() const noexcept { return nullptr; }
  /// The id of the microthread that has what this one waits for; 0: nobody, or not known.
  virtual std::uint64_t holder() const noexcept { return 0; }

 protected:
  waiting(waiting const&) = default;
  waiting& operator=(waiting const&) = delete;
  ~waiting() = default;
};

template <class Thread> class queued;

/// The place in a queue of an operation. One that has been taken out, although its owner goes
/// elsewhere, has no next.
template <class Thread> struct ticket {
  ticket* next;
  ticket* before;
  Thread* who;

  ticket() noexcept {}               // all three are set when it is queued,
  ticket(ticket const&) noexcept {}  // and it is moved before that
};

/// Those who wait for one thing, first come first served. A word: the last of a circle. Every
/// operation O(1). Whoever is in it when it is destroyed waits for ever.
template <class Thread> class wait_queue {
 public:
  using place = ticket<Thread>;

  wait_queue() = default;
  wait_queue(wait_queue&&) = delete;
  ~wait_queue() {
    if (!empty()) [[unlikely]]
      leave_orphans();
  }
  bool empty() const noexcept { return last_ == nullptr; }
  place* first() const noexcept { return last_ != nullptr ? last_->next : nullptr; }
  void push(place& t) noexcept {
    push_front(t);
    last_ = &t;
  }
  void push_front(place& t) noexcept {
    if (last_ == nullptr) [[likely]] {
      t.next = t.before = &t;
      last_ = &t;
    } else {
      t.before = last_;
      t.next = last_->next;
      t.next->before = last_->next = &t;
    }
  }
  /// The first that is still to be had, taken out; null when nobody waits. It is ours to answer.
  place* pop() noexcept {
    while (place* const t = take_first()) {
      if (t->who->claim()) return t;
      t->next = nullptr;  // its deadline or an exception was faster
    }
    return nullptr;
  }
  /// This one, if it is still to be had, taken out. It is ours to answer.
  bool take(place& t) noexcept {
    remove(t);
    if (t.who->claim()) return true;
    t.next = nullptr;
    return false;
  }
  /// How many wait: O(n).
  std::ptrdiff_t size() const noexcept {
    std::ptrdiff_t n = 0;
    for (place* t = last_; t != nullptr; t = t->next != last_ ? t->next : nullptr) ++n;
    return n;
  }
  void remove(place& t) noexcept {
    if (t.next == &t) {
      last_ = nullptr;
    } else {
      t.before->next = t.next;
      t.next->before = t.before;
      if (last_ == &t) last_ = t.before;
    }
  }

 private:
  [[gnu::cold, gnu::noinline]] void leave_orphans() noexcept {
    while (place* const t = first()) {
      remove(*t);
      static_cast<queued<Thread>*>(t)->orphaned();
    }
  }
  [[gnu::always_inline]] place* take_first() noexcept {
    if (last_ == nullptr) return nullptr;
    place* const last = last_;
    if (last->before == last) [[likely]] {  // alone: who goes on does not wait for `next` as well
      last_ = nullptr;
      return last;
    }
    place* const t = last->next;
    last->next = t->next;
    t->next->before = last;
    return t;
  }
  place* last_ = nullptr;
};

/// An operation that waits in one queue. What is derived from it is final, and adds
///   bool ready()           tries it at once
///   R result(bool)         what it was worth; false: its deadline came first
/// and may say who holds what it waits for, and do more when it is queued or called off.
template <class Thread> class queued : public waiting, public ticket<Thread> {
 public:
  queued(wait_queue<Thread>& in, char const* does) noexcept : waiting(does), in_(&in) {}
  /// Takes its place: `me` is about to wait.
  void enqueue(Thread& me) noexcept {
    this->who = &me;
    in_->push(*this);
  }
  void withdraw() noexcept override {
    if (in_ != nullptr && this->next != nullptr) in_->remove(*this);
  }
  /// Its queue is destroyed.
  void orphaned() noexcept { in_ = nullptr; }
  bool is_orphan() const noexcept final { return in_ == nullptr; }

 protected:
  /// It has left its queue, and waits in another one.
  void move_to(wait_queue<Thread>& other) noexcept {
    in_ = &other;
    in_->push(*this);
  }

 private:
  wait_queue<Thread>* in_;  // null: that is no more
};

/// Operations that no queue knows: over by their deadline, or when somebody wakes us by our record.
struct unqueued : waiting {
  using waiting::waiting;
  bool ready() const noexcept { return false; }
  template <class Thread> void enqueue(Thread&) noexcept {}
  void withdraw() noexcept final {}
  void result(bool) const noexcept {}
};
struct paused final : unqueued {
  using unqueued::unqueued;
};
struct asleep final : unqueued {
  explicit asleep(bool is_over) noexcept : unqueued("sleep"), over(is_over) {}
  bool ready() const noexcept { return over; }
  bool over;
};
inline constexpr char const* only_microthreads_sleep = "sleep: only a microthread can wait";

/// Passed where the dialect cps has the rest: gives back the operation, which waits for nothing
/// yet, as an alternative of a select. `h.join(to_select)`
struct to_select_t {};
inline constexpr to_select_t to_select{};
template <class World, class Op> struct unawaited {
  Op op;
  instant until = instant::max();
};
template <class... Rest>
inline constexpr bool is_to_select = (__is_same(Rest, to_select_t) || ... || false);

/// What an operation that has a deadline, or none, is worth: whether it was answered, or nothing.
template <class R> constexpr R answered(bool in_time) noexcept {
  if constexpr (!__is_same(R, void)) return in_time;
}

}  // namespace kont
