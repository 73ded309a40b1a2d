// coroutines/microthreads/scheduler.hpp -- microthreads: a policy names who runs next.
//
//   kont::scheduler<> world;
//   world.spawn("ping", [&] { for (int i = 0; i < 3; ++i) world.yield(); });
//   for (auto& s : world.run()) …                 // who is stuck, and on what
//
// Each microthread is a continuation filed in its record. The word is who left:
//   hand-off   [hub.][a][b.][c.]   a yields: it asks the policy, and jumps to b itself; one switch
//   hub        [hub.][a][b.][c.]   a goes back to the loop in run(), which asks; two switches
#pragma once
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "continuations/continuation.hpp"
#include "continuations/control/metacontinuation.hpp"
#include "continuations/strategies/stack.hpp"
#include "coroutines/microthreads/allowance.hpp"
#include "coroutines/microthreads/awaiting.hpp"
#include "coroutines/microthreads/bodies.hpp"
#include "coroutines/microthreads/handle.hpp"
#include "coroutines/microthreads/lots.hpp"
#include "coroutines/microthreads/microthread.hpp"
#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/policies/service.hpp"
#include "coroutines/microthreads/policies/traced.hpp"
#include "coroutines/microthreads/policy.hpp"
#include "coroutines/microthreads/preemption.hpp"
#include "coroutines/microthreads/running_here.hpp"
#include "coroutines/microthreads/sleepers.hpp"
#include "lib/arena.hpp"
#include "lib/concurrent/real_clock.hpp"
#include "lib/concurrent/spin_lock.hpp"
#include "lib/listed.hpp"
#include "lib/rule.hpp"

namespace kont {

/// Who asks the policy when a microthread leaves: itself, or the loop in run().
enum class dispatch { hand_off, hub };

/// Runs microthreads, one at a time, in the order that P names, on continuations of S, in the
/// time of C. All of it on the thread that calls run(); nothing here is thread-safe. A switch
/// falls only where a microthread asks for it: between two such calls it is alone.
/// The scheduler must outlive its handles and channels; with it, whoever is left unwinds.
template <policy P = fifo, class S = stack, clock C = virtual_clock,
          dispatch D = dispatch::hand_off>
class scheduler : listed, running_here<scheduler<P, S, C, D>> {
  static_assert(!metering<P>, "a policy that is told of time runs as metered<P>");
  using K = typename S::continuation;
  using hook = typename P::hook;
  using inside = bodies<scheduler>;
  using wait = awaiting<scheduler>;
  using on_thread = running_here<scheduler>;
  using on_thread::active, on_thread::refuse, on_thread::innermost;

 public:
  using strategy_type = S;
  using thread = microthread<P, S>;
  using handle = microthread_handle<scheduler>;
  static constexpr dialect style = S::style;
  static constexpr bool shared = false;  // among threads: see crew
  using guard = no_lock;

  explicit scheduler(P policy = {}, C clock = {})
      : ready_(std::move(policy)), clock_(std::move(clock)) {
    hub_.disturbed = true;   // one test finds what is pending, and that nobody runs: throw_pending
    hub_.block_trap = true;  // nor does anybody leave for whom a posted function wakes
  }
  scheduler(scheduler&&) = delete;
  /// Unwinds every microthread that is left, in the order of their records.
  ~scheduler() {
    rule(running_ == &hub_, "~scheduler: it cannot be destroyed by its own microthreads");
    typename on_thread::activation const here(*this);  // nobody runs: who unwinds may not wait
    typename metacontinuation<S>::keep const outside_is_as_it_was;
    hub_.finished = true;
    for (bool anybody = true; std::exchange(anybody, false);) {  // who unwinds may spawn
      threads_.for_each([](thread& t) {  // first: who unwinds may unlock what others wait for
        if (t.waits != nullptr) std::exchange(t.waits, nullptr)->withdraw();
      });
      threads_.for_each([&](thread& t) {
        anybody = anybody || t.rest;
        t.rest = K();
      });
    }
  }

  /// What a microthread is made with, beside its body.
  struct attributes {
    std::string_view name{};  ///< copied; empty: it has none
    hook properties{};        ///< what the policy knows of it: a priority, say
    bool resistant = false;   ///< kill_all passes it by
    stacks::request stack{};  ///< (its name and id are filled in)
  };
  /// A microthread that runs `body()` when the policy takes it. Throws stacks::exhausted and
  /// std::bad_alloc; then nothing has happened. In the dialect co, `body()` is a coroutine that
  /// returns scheduler::body_of<>; in the dialect cps, it returns what yield(rest) and the like, or
  /// done(), return; a rest is called as `rest()`.
  template <std::invocable F> [[gnu::always_inline]] handle spawn(attributes a, F&& body) {
    return adopt(a, [&](stacks::request const& labelled) {
      return inside::fresh(*this, std::forward<F>(body), labelled);
    });
  }
  template <std::invocable F>
  [[gnu::always_inline]] handle spawn(std::string_view name, F&& body, stacks::request want = {}) {
    return spawn(attributes{.name = name, .stack = want}, std::forward<F>(body));
  }
  template <std::invocable F>
  [[gnu::always_inline]] handle spawn(F&& body, stacks::request want = {}) {
    return spawn(attributes{.stack = want}, std::forward<F>(body));
  }
  template <class T = S>
  requires(T::style ==
           dialect::co) using body_of = typename T::template body<typename inside::frame_layer>;

  /// Runs until nobody is ready and nobody sleeps. Returns who is left, blocked for ever. An
  /// exception that a microthread lets out comes out of here; the others stay as they are, and
  /// run() goes on with them when called again.
  std::vector<stuck> run() {
    run_some(allowance::unlimited);
    if constexpr (requires { ready_.complain(); }) ready_.complain();
    return stuck_in(*this);
  }
  /// The same for so many turns at most; a turn is a microthread that gets control. Returns whether
  /// that may have been too few: they are used up, and somebody lives, or is expected. For who has
  /// other things to do on this thread as well.
  bool run_some(std::uint64_t turns) {
    rule(running_ == &hub_ && !runs_here(), "run: a scheduler cannot be run by what it runs");
    typename metacontinuation<S>::keep const mine;  // who runs is outside of our prompts
    stacks::watch_overflow();
    typename on_thread::activation const here(*this);
    turns_.grant(turns, std::same_as<C, virtual_clock> ? allowance::unlimited : 64);
    while (thread* const next = next_or_wait()) {
      running_ = next;
      fetch_ahead<thread>(ready_);
      wait::go_to(*this, *next, hub_);
    }
    return turns_.over() && (alive() != 0 || may_wait(clock_, false));
  }

  /// Makes ready whom run_watched() has returned.
  void insert(thread& t) noexcept { ready_.put(t, why::preempted); }
  /// How many checkpoints a turn may have; see checkpoint. None are counted unless it is set.
  pulse& its_pulse() noexcept { return pulse_; }

  // What a microthread does; in the dialect co, each is to be awaited; in the dialect cps, the
  // rest is passed last, and what they return is to be returned.
  /// Lets others run first, if the policy has any. One switch.
  template <class... Rest> [[gnu::always_inline]] static auto yield(Rest... rest) {
    scheduler* const world = wait::throw_pending();
    if (world == nullptr) refuse("yield: only a microthread can yield");
    return wait::yield(*world, *world->running_, std::move(rest)...);
  }
  /// A place where a microthread that runs long can be stopped, to let others run: when it has
  /// passed as many as the pulse allows in one turn, or the pulse was rung. Two nanoseconds.
  template <class... Rest> [[gnu::always_inline]] static auto checkpoint(Rest... rest) {
    scheduler& world = here("checkpoint: only a microthread can be stopped");
    bool const stops = world.pulse_.beat(world.turns_.turn());
    return wait::leave_if(stops, world, *world.running_, std::move(rest)...);
  }
  /// Waits until the clock says so; a moment that is past is no wait.
  template <class... Rest> static auto sleep_until(instant t, Rest... rest) {
    return await(asleep(t <= here(only_microthreads_sleep).clock_.now()), t, std::move(rest)...);
  }
  template <class... Rest> static auto sleep_for(timeline::duration d, Rest... rest) {
    return sleep_until(moment(d), std::move(rest)...);
  }
  /// Waits until somebody calls wake() for this one; `on` says for what, in lists of who waits.
  template <class... Rest> static auto block(char const* on, Rest... rest) {
    return await(paused(on), never, std::move(rest)...);
  }
  /// Waits for an operation (see queued) unless it is ready, till `until`: for blocking objects.
  template <class Op, class... Rest>
  [[gnu::always_inline]] static auto await(Op&& op, instant until, Rest... rest) {
    if constexpr (is_to_select<Rest...>) {
      return unawaited<scheduler, Op>{std::move(op), until};
    } else {
      return wait::wait(std::move(op), until, std::move(rest)...);
    }
  }
  /// Ends the running microthread. (Dialect cps: return it.)
  static auto done() requires(S::style == dialect::cps) {
    arrival<K>& other = *active()->stage_ = active()->end();
    return S::finish(other, other.word);
  }
  /// Ends the running microthread from wherever it is. (Not needed in the dialect cps.)
  [[noreturn]] static void exit() {
    current("exit: only a microthread can");
    throw exited{};
  }

  /// Makes a blocked microthread ready: what it waits for has come. O(1); switches to nobody.
  [[gnu::always_inline]] void wake(thread& t) noexcept {
    if (t.waits == nullptr) [[unlikely]]
      return rule(is_ending(), "wake: it does not wait");
    put(wait::answer(*this, t, nullptr));
  }
  /// The same for who holds this ticket of the queue it was taken from.
  [[gnu::always_inline]] void wake(ticket<thread>& t) noexcept {
    put(wait::answer(*this, *t.who, &t));
  }
  /// The same, but it runs next, before all who are ready. The one that runs now is about to wait,
  /// and as soon as it does, its operation counts as answered. False: it may not, and goes on.
  bool hands_over(ticket<thread>& t) noexcept {
    if (active() != this || running_->block_trap || running_->disturbed) return wake(t), false;
    run_next(wait::answer(*this, *t.who, &t));
    leaver_ = running_;
    return true;
  }
  /// Throws `thrown` into a microthread of this scheduler; see microthread_handle::raise.
  bool raise(thread& t, std::exception_ptr thrown) {
    return inside::raise(*this, t, std::move(thrown));
  }
  /// Ends the wait of who holds this ticket, of the queue it was taken from, by an exception.
  void throw_into(ticket<thread>& t, std::exception_ptr const& thrown) {
    t.next = nullptr, raise(*t.who, thrown);  // it is in no queue
  }
  /// Kills every microthread but the one that calls it, and resistant ones unless `really`. Whom
  /// their destructors spawn lives. Throws what raise() does; some have been killed then.
  void kill_all(bool really = false) {
    auto const quietly = std::make_exception_ptr(exited{});
    threads_.for_each([&, last = last_id_](thread& t) {
      if (t.id <= last && &t != running_ && (really || !t.resists())) raise(t, quietly);
    });
  }

  /// The microthread that runs, and its scheduler; breaks the rule when none does.
  [[gnu::always_inline]] static thread& current(char const* rule_text) {
    return *here(rule_text).running_;
  }
  [[gnu::always_inline]] static scheduler& here(char const* rule_text) {
    if (active() == nullptr || nobody_runs()) [[unlikely]]
      refuse(rule_text);
    return *active();
  }
  P& policy() noexcept { return ready_; }
  /// The id of the microthread that runs here; 0: none does.
  static std::uint64_t running() noexcept { return active() ? active()->running_->id : 0; }
  bool runs_here() const noexcept { return active() == this; }  ///< is on this thread, innermost
  C& clock() noexcept { return clock_; }
  /// So long from now, by the clock of the scheduler that runs here; `never` if that is too far.
  static instant moment(timeline::duration d) {
    auto const now = here(only_microthreads_sleep).clock_.now();
    return d > never - now ? never : now + d;
  }
  static constexpr instant never = instant::max();
  lots lots_for_select;  ///< which alternative is tried first
  std::size_t alive() const noexcept { return last_id_ - gone_; }
  /// When the earliest sleeper is to wake; `never` if none sleeps.
  instant next_deadline() noexcept { return sleepers_.empty() ? never : sleepers_.earliest(); }
  /// Makes ready all whose moment has come. run() does so before it waits, and every 64 turns where
  /// time is real: who is to notice it sooner asks here. O(log n) for each of them.
  void wake_the_due() noexcept { wait::wake_the_due(*this); }
  /// Calls f with the record of each that lives. O(the most that ever lived).
  template <class F> void for_each(F f) {
    threads_.for_each([&](thread& t) {
      if (!t.finished) f(static_cast<thread const&>(t));
    });
  }

 private:
  friend handle;
  friend inside;
  friend wait;
  friend on_thread;
  [[gnu::always_inline]] void put(thread& t) noexcept { ready_.put(t, why::woken); }
  bool is_ending() const noexcept { return hub_.finished; }  // it unwinds all who are left
  static bool nobody_runs() noexcept { return active()->running_ == &active()->hub_; }

  // Makes a record, and the continuation for it by `start(labelled request)`.
  template <class Start> [[gnu::always_inline]] handle adopt(attributes const& a, Start start) {
    if constexpr (requires { ready_.reserve(alive() + 1); }) ready_.reserve(alive() + 1);
    auto more = particulars_of(a.name, a.resistant);
    auto labelled = a.stack;
    labelled.id = last_id_ + 1;
    if (!a.name.empty()) labelled.name = more->name.c_str();
    K rest = start(labelled);
    thread* const used = threads_.again();
    thread& t = used != nullptr ? *used : threads_.make();
    t.begin_anew(a.properties, running_->id, labelled.id, std::move(more), std::move(rest));
    if constexpr (trace::on) trace_spawn(t);
    last_id_ = labelled.id;
    ready_.put(t, why::created);
    return handle(this, &t);
  }
  // Ends one: its record goes as soon as nobody holds it. Returns the last of those who joined it,
  // who is still to be put; null: nobody did.
  [[gnu::always_inline]] thread* retire(thread& t) noexcept {
    if (t.more) destroy_all(t.more);  // first: what they do, waits too, is still done by `t`
    t.finished = true;
    if constexpr (trace::on) trace_over(t);
    ++gone_;
    tell_ended(ready_, t);
    thread* last = nullptr;
    while (auto* const joiner = t.joiners.pop()) {
      if (last != nullptr) put(*last);
      last = &wait::answer(*this, *joiner->who, joiner);
    }
    if (!t.held) free(t);
    return last;
  }
  void let_go(thread& t) noexcept {
    if (t.finished) return free(t);
    t.held = false;
  }
  void free(thread& t) noexcept { t.leaves_the_policy(), threads_.set_aside(t); }
  // Files who left. Its rest is empty, for it ran: nothing to drop. (To a crew, `forked` matters.)
  template <bool forked = false> [[gnu::always_inline]] static void file(arrival<K> a) noexcept {
    std::construct_at(&static_cast<thread*>(a.word)->rest, std::move(a.from));
  }
  // Says who runs when somebody leaves, and makes it the one that runs; `also` is ready now. The
  // turn comes first: with nothing between put and take, what a policy looks at is loaded once.
  template <why W = why::yielded, class... Thread>
  [[gnu::always_inline]] thread& next(Thread&... also) noexcept {
    if (D == dispatch::hand_off && !turns_.take()) [[unlikely]]
      return next_after_a_look<W>(also...);
    thread* next = &hub_;
    if constexpr (D == dispatch::hub) {
      (ready_.put(also, W), ...);
    } else {
      if (auto* const t = put_and_take(ready_, W, static_cast<hook&>(also)...)) [[likely]]
        next = static_cast<thread*>(t);  // by a branch: a conditional move would be waited for
      fetch_ahead<thread>(ready_);
    }
    return *(running_ = next);
  }
  template <why W, class... Thread>
  [[gnu::cold, gnu::noinline]] thread& next_after_a_look(Thread&... also) noexcept {
    (ready_.put(also, W), ...);
    if constexpr (polled<C>) {  // the loop in run_some() does: what is called then finds nobody
      turns_.give_back();       // running, and may raise who leaves here
      return *(running_ = &hub_);
    }
    auto* const t = looks_up() ? static_cast<thread*>(ready_.take()) : chosen();
    return *(running_ = t != nullptr ? t : &hub_);
  }

  // The running microthread is stopped at a checkpoint: who goes on.
  thread& stop(thread& me) noexcept {
    if (!pulse_.catches(&me)) return next<why::preempted>(me);
    turns_.use_up();
    return *(running_ = &hub_);
  }
  // The running microthread ends: who goes on. What it lets out goes to whoever called run().
  [[gnu::always_inline]] arrival<K> end() noexcept {
    thread* const joiner = retire(*running_);
    thread& heir = joiner != nullptr ? next<why::woken>(*joiner) : next();
    return {std::move(heir.rest), &ended_};
  }
  arrival<K> fail() noexcept {
    if (thread* const joiner = retire(*running_)) put(*joiner);
    return {std::move((running_ = &hub_)->rest), &ended_};
  }

  // What the loop in run_some() does between two that run. Null: nobody is left, or the turns are.
  thread* next_or_wait() {
    if (turns_.over() || !(turns_.take() || looks_up())) return chosen();
    while (true) {
      if (auto* const ready = ready_.take()) return static_cast<thread*>(ready);
      if (!may_wait(clock_, !sleepers_.empty())) return nullptr;
      clock_.wait_until(next_deadline());
      wake_the_due();
    }
  }
  // Real time passes while microthreads run; in virtual time a deadline may have been past at once.
  [[gnu::cold, gnu::noinline]] bool looks_up() noexcept {
    if (auto* const t = std::exchange(leaver_, nullptr); t != nullptr && t->waits != nullptr)
      t->waits->withdraw(), wake(*t);
    poll(clock_);
    wake_the_due();
    return turns_.renew() && chosen_ == nullptr;
  }
  // Whom somebody has chosen goes before those the policy has; nobody pays for asking but he.
  void run_next(thread& t) noexcept {
    chosen_ = &t;
    turns_.interrupt();
  }
  [[gnu::cold, gnu::noinline]] thread* chosen() noexcept {
    return turns_.over() ? nullptr : std::exchange(chosen_, nullptr);
  }

  traced_if_asked<P, thread> ready_;
  thread hub_;    // stands for whoever calls run()
  thread ended_;  // for whoever has ended: file() need not ask whether there is anybody
  thread* running_ = &hub_;
  thread* chosen_ = nullptr;     // who runs next, whatever the policy says
  thread* leaver_ = nullptr;     // who handed over to it
  arrival<K>* stage_ = nullptr;  // in the dialect cps: where the running step says who goes on
  C clock_;
  std::uint64_t last_id_ = 0, gone_ = 0;
  allowance turns_;
  pulse pulse_;
  sleepers<thread> sleepers_;
  arena<thread> threads_;
};

}  // namespace kont
