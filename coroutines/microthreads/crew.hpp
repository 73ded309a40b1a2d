// coroutines/microthreads/crew.hpp -- microthreads on many cores: workers that steal.
//
//   kont::crew<> world(4);
//   world.spawn([&] { … });
//   for (auto& s : world.run()) …                 // who is stuck, and on what
//
// Between two calls that may wait, a microthread stays on its thread; over one it may move to
// another. So the address of a thread_local, errno's too, must not be kept over such a call, and
// compilers do keep it: see lib/here.hpp. Whoever cannot bear that is pinned (attributes).
//
// What is shared is locked by object (see spin_lock); who ends a wait is drawn in crew_thread.hpp,
// how workers rest in crew_rest.hpp. The lock of an object is taken before that of a timer or a
// mutex, the lock of a condition before that of its mutex, and a lock is never held over a switch.
// A select takes several, and waits for none while it has one.
#pragma once
#include <algorithm>
#include <concepts>
#include <exception>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "continuations/continuation.hpp"
#include "continuations/strategies/stack.hpp"
#include "coroutines/microthreads/awaiting.hpp"
#include "coroutines/microthreads/bodies.hpp"
#include "coroutines/microthreads/crew_core.hpp"
#include "coroutines/microthreads/crew_thread.hpp"
#include "coroutines/microthreads/handle.hpp"
#include "coroutines/microthreads/microthread.hpp"
#include "coroutines/microthreads/policies/random_victim.hpp"
#include "coroutines/microthreads/policies/traced.hpp"
#include "coroutines/microthreads/preemption.hpp"
#include "lib/clock.hpp"
#include "lib/rule.hpp"

namespace kont {

// (First declared as a friend of a crew that is used, clang 19 crashes where one is made.)
template <std::invocable F, class World> class lazy_task;

/// Whether what is left of a computation may be run by another thread than the one it began on.
template <class S>
concept migrates = !requires {
  requires S::shares_stacks;
}
&&!requires { requires S::on_own_threads; }
&&S::style != dialect::cps;

/// Runs microthreads on several threads at once, on continuations of S; V chooses whom an idle
/// worker robs. Time is the machine's. What microthreads call, and spawn, post and wake, is
/// thread-safe; handles and blocking objects are too, each member that they say may wait or wakes.
/// The crew must outlive its handles and channels; with it, whoever is left unwinds. Memory that
/// cannot be had for a deque ends the program. What schedulers have besides -- checkpoints, virtual
/// time, whom a channel prefers, the dialect cps -- crews have not.
/// (Blumofe & Leiserson 1999; Chase & Lev 2005; the states of waiting are those of Go's gopark.)
template <class S = stack, victims V = random_victim> class crew : crew_core<S, V> {
  using core = crew_core<S, V>;
  static_assert(migrates<S>, "crew: microthreads of this strategy cannot go on on another thread");
  using K = typename S::continuation;
  using inside = bodies<crew>;
  using wait = awaiting<crew>;
  using core::active, core::file, core::nobody_runs, core::is_inside, core::refuse;
  using core::one_less_is_awaited, core::throw_failure, core::clock_, core::awaited_;
  using core::workers_, core::worker, core::for_each_record, core::make_ready, core::let_go;

 public:
  using strategy_type = S;
  using thread = crew_thread<S>;
  using handle = microthread_handle<crew>;
  using guard = spin_lock;
  static constexpr dialect style = S::style;
  static constexpr bool shared = true;
  using core::never;

  /// Of so many workers; the thread that calls run() is number 0. Throws std::system_error.
  explicit crew(unsigned count = std::max(1u, std::thread::hardware_concurrency())) : core(count) {
    rule(count != 0, "crew: it takes at least one worker");
  }
  crew(crew&&) = delete;
  /// Unwinds every microthread that is left, on this thread.
  ~crew() {
    rule(!is_inside() || nobody_runs(), "~crew: it cannot be destroyed by its own microthreads");
    typename core::on_thread::activation const here(*workers_[0]);  // nobody runs: nobody may wait
    typename metacontinuation<S>::keep const outside_is_as_it_was;
    for (bool anybody = true; std::exchange(anybody, false);) {  // who unwinds may spawn
      for_each_record([this](thread& t) {  // first: who unwinds may unlock what others wait for
        t.open = false;
        if (t.waits != nullptr) std::exchange(t.waits, nullptr)->withdraw();
        core::forget_timer(t);
      });
      for_each_record([&](thread& t) {
        anybody = anybody || t.rest;
        t.rest = K();
      });
    }
  }

  /// What a microthread is made with, beside its body.
  struct attributes {
    std::string_view name{};             ///< copied; empty: it has none
    unsigned pinned = thread::anywhere;  ///< the number of the only worker that may run it
    bool resistant = false;              ///< kill_all passes it by
    stacks::request stack{};             ///< (its name and id are filled in)
  };
  /// A microthread that runs `body()` when a worker takes it; see scheduler::spawn. From any
  /// thread: also from outside, and then run() must still have something to wait for (outside).
  template <std::invocable F> handle spawn(attributes a, F&& body) {
    rule(a.pinned == thread::anywhere || a.pinned < workers(), "spawn: pinned to no worker");
    thread& t = make(a.resistant, a.name, a.stack, std::forward<F>(body));
    t.pinned = a.pinned;
    t.resist(a.resistant);
    handle its(this, &t);
    if constexpr (trace::on) trace_ready(t, why::created);
    make_ready(t);
    return its;
  }
  template <std::invocable F> handle spawn(std::string_view name, F&& body) {
    return spawn(attributes{.name = name}, std::forward<F>(body));
  }
  template <std::invocable F> handle spawn(F&& body) {
    return spawn(attributes{}, std::forward<F>(body));
  }
  /// The same at once: the child runs first, and who calls is what others may steal. So what forks
  /// a tree has no more alive than its depth, and a worker. One switch, and one back. (Dialect co:
  /// await it.) Who needs no handle has a lazy_task for less than half. (Cilk's spawn: Frigo,
  /// Leiserson & Randall, PLDI 1998.)
  template <std::invocable F> [[gnu::always_inline]] auto fork(F&& body) {
    thread& me = current("fork: only a microthread can be left for its child");
    K rest;
    thread& t = make_unfiled<true>(rest, false, {}, {}, std::forward<F>(body));
    active()->running_ = &t;
    if constexpr (style == dialect::direct) {
      handle its(this, &t);
      wait::leave_for_new(*active(), std::move(rest), t, me);
      known(t);
      return its;
    } else {
      std::construct_at(&t.rest, std::move(rest));
      auto away = wait::leave_for(*active(), t, me);
      return forking<decltype(away)>{std::move(away), handle(this, &t), t};
    }
  }
  /// spawn(f) without a handle: for callbacks of other threads.
  template <std::invocable F> void post(F&& f) { spawn(std::forward<F>(f)).detach(); }

  /// While one lives, run() does not take it that nobody is left to come: something outside of the
  /// crew will wake or post. To be let go by any thread. (Asio's work guard.)
  class [[nodiscard]] outside {
   public:
    explicit outside(crew& c) noexcept : crew_(c) { crew_.awaited_.fetch_add(1); }
    outside(outside&&) = delete;
    ~outside() { crew_.one_less_is_awaited(); }

   private:
    crew& crew_;
  };

  template <class T = S>
  requires(T::style ==
           dialect::co) using body_of = typename T::template body<typename inside::frame_layer>;

  /// Starts the other workers, and runs until nobody is ready, sleeps, or is awaited from outside.
  /// Returns who is left, blocked for ever. An exception that a microthread lets out comes out of
  /// here as soon as each worker's microthread has left; the others stay as they are, and run()
  /// goes on with them when called again (another such exception first). Not thread-safe.
  std::vector<stuck> run() {
    rule(active() == nullptr || active()->running_ == &active()->hub_,
         "run: a crew cannot be run by microthreads of its kind");
    do {
      throw_failure();
      kill_as_asked();
      work_together();
    } while (core::is_asked_to_kill());
    throw_failure();
    return stuck_in(*this);
  }
  /// Kills every microthread but the one that calls it, and resistant ones unless `really`: when
  /// each worker's microthread has left, or run() is called next. Whom others spawn meanwhile is
  /// killed too; whom the caller does before it next leaves is not. Throws std::bad_alloc.
  /// Thread-safe. O(the most that ever lived), and the workers begin anew.
  void kill_all(bool really = false) { core::ask_to_kill(really); }

  // What a microthread does; in the dialect co, each is to be awaited.
  /// Lets others run first. One switch, or none when there are no others on this worker.
  [[gnu::always_inline]] static auto yield() {
    thread& me = current("yield: only a microthread can yield");
    wait::throw_pending();
    return wait::leave(*active(), me);
  }
  /// Waits until the clock says so; a moment that is past is no wait.
  static auto sleep_until(instant t) {
    bool const over = t <= here(only_microthreads_sleep).clock_.now();
    return await(asleep(over), t);
  }
  static auto sleep_for(timeline::duration d) { return sleep_until(moment(d)); }
  /// Waits until somebody calls wake() for this one, which must not come before; `on` says for
  /// what. Where it could, use a condition.
  static auto block(char const* on) { return await(paused(on), never); }
  /// See scheduler::await.
  template <class Op> [[gnu::always_inline]] static auto await(Op&& op, instant until) {
    return wait::wait(std::move(op), until);
  }
  template <class Op> static auto await(Op&& op, instant until, to_select_t) {
    return unawaited<crew, Op>{std::move(op), until};
  }
  /// Ends the running microthread from wherever it is.
  [[noreturn]] static void exit() {
    current("exit: only a microthread can");
    throw exited{};
  }

  /// Makes ready who called block(). Whether it waited. Any thread; it must live.
  bool wake(thread& t) noexcept {
    if (!t.seize()) return false;
    core::answer(t, nullptr);
    return true;
  }
  /// Makes ready who holds this ticket of the queue it was taken from.
  [[gnu::always_inline]] void wake(ticket<thread>& t) noexcept { core::answer(*t.who, &t); }
  /// Ends the wait of who holds this ticket, of the queue it was taken from, by an exception.
  void throw_into(ticket<thread>& t, std::exception_ptr const& thrown) noexcept {
    thread& who = *t.who;
    t.next = nullptr;  // it is in no queue
    {
      section const alone(who.raising);
      if (!who.disturbed) who.pending = thrown;  // else what somebody raised comes first
      who.disturbed = true;
    }
    who.waits = nullptr;
    who.called_off = true;
    core::end_wait(who);
  }
  /// Throws `thrown` into a microthread: out of the call in which it waits, or next yields or
  /// waits. See microthread_handle::raise.
  bool raise(thread& t, std::exception_ptr thrown) {
    if (is_inside() && &t == active()->running_ && core::on_thread::innermost())
      std::rethrow_exception(std::move(thrown));
    if (is_inside() && nobody_runs()) return false;  // the crew is being destroyed
    {
      section const alone(t.raising);
      if (t.finished || t.disturbed) return false;
      t.pending = std::move(thrown);
      t.disturbed.store(true, std::memory_order_relaxed);  // before `open`: see begin_to_wait
      if (!t.seize()) return true;  // here: before it can have taken the exception, and waits anew
    }
    core::call_off_seized(t);
    return true;
  }

  /// The microthread that runs, and its crew; breaks the rule when none does.
  [[gnu::always_inline]] static thread& current(char const* rule_text) {
    here(rule_text);
    return *active()->running_;
  }
  [[gnu::always_inline]] static crew& here(char const* rule_text) {
    if (active() == nullptr || nobody_runs()) [[unlikely]]
      refuse(rule_text);
    return static_cast<crew&>(active()->crew);
  }
  /// Which alternative is tried first: by lots that each worker draws for itself.
  struct {
    std::size_t draw(std::size_t n) const noexcept { return active()->lots_for_select.draw(n); }
  } static constexpr lots_for_select{};
  /// The id of the microthread that runs here; 0: none does.
  static std::uint64_t running() noexcept { return active() ? active()->running_->id : 0; }
  /// Whether this thread is one of its workers.
  bool runs_here() const noexcept { return active() != nullptr && &active()->crew == this; }
  /// The number of the worker that runs here.
  static unsigned its_worker() {
    here("its_worker: only a microthread has one");
    return active()->number;
  }
  using core::workers;
  /// How often one was taken from another worker. While nobody runs.
  std::uint64_t stolen() const noexcept {
    std::uint64_t n = 0;
    for (auto const& w : workers_) n += w->stolen();
    return n;
  }
  using core::clock;
  static instant moment(timeline::duration d) {
    auto const now = here(only_microthreads_sleep).clock_.now();
    return d > never - now ? never : now + d;
  }
  /// Calls f with the record of each that lives. While nobody runs. O(the most that ever lived).
  template <class F> void for_each(F f) {
    for_each_record([&](thread& t) {
      if (!t.finished) f(static_cast<thread const&>(t));
    });
  }

 private:
  friend handle;
  friend inside;
  friend wait;
  template <std::invocable F, class World> friend class lazy_task;

  template <class Away> struct [[nodiscard]] forking {
    Away away;
    handle its;
    thread& child;
    bool await_ready() const noexcept { return away.await_ready(); }
    template <class P> auto await_suspend(std::coroutine_handle<P> h) noexcept {
      return away.await_suspend(h);
    }
    handle await_resume() {
      away.await_resume();
      known(child);
      return std::move(its);
    }
  };

  void work_together() {
    std::vector<std::jthread> others;
    try {
      for (unsigned n = 1; n < workers(); ++n) others.emplace_back([this, n] { worker(n).work(); });
    } catch (...) {
      core::stop();
      throw;
    }
    worker(0).work();
  }
  void kill_as_asked() {
    auto const quietly = std::make_exception_ptr(exited{});
    auto const kills = core::take_kills();
    std::lock_guard const alone(core::outside_);  // others may spawn
    for (auto const& asked : kills) {
      for_each_record([&](thread& t) {
        if (asked.kills(t)) raise(t, quietly);
      });
    }
  }
  // The fork() that made it returns. Mostly because it has ended, which nobody asks it about then.
  [[gnu::always_inline]] static void known(thread& t) noexcept {
    if (!t.is_unseen()) [[unlikely]]
      t.finished.become_known();
  }
  // What a lazy task becomes where it has been taken, whose worker goes on with it.
  template <class F> thread& make_of_task(F&& body, thread const& maker, handle& its) {
    thread& t = make(false, {}, {.size = maker.stack_size}, std::forward<F>(body));
    t.parent = maker.id;
    its = handle(this, &t);
    return t;
  }
  // That may run anywhere.
  template <class F>
  [[gnu::always_inline]] thread& make(bool resistant, std::string_view name,
                                      stacks::request labelled, F&& body) {
    K rest;
    thread& t = make_unfiled<false>(rest, resistant, name, labelled, std::forward<F>(body));
    std::construct_at(&t.rest, std::move(rest));
    return t;
  }
  // What is left of it is in no record yet: where it runs at once, that is two stores less.
  template <bool forked, class F>
  [[gnu::always_inline]] thread& make_unfiled(K& rest, bool resistant, std::string_view name,
                                              stacks::request labelled, F&& body) {
    thread& t = core::make_record(resistant, forked);
    try {
      labelled.id = t.id;
      if (!name.empty()) {
        t.its_particulars().name = name;
        labelled.name = t.more->name.c_str();
      }
      std::construct_at(&rest,
                        inside::template fresh<forked>(*this, std::forward<F>(body), labelled));
      if constexpr (!forked) t.stack_size = static_cast<unsigned>(labelled.size);  // else 0, as new
      if constexpr (trace::on) trace_spawn(t);
    } catch (...) {
      core::destroy(t);
      throw;
    }
    return t;
  }
};

}  // namespace kont
