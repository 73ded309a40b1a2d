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
#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "continuations/continuation.hpp"
#include "continuations/control/metacontinuation.hpp"
#include "continuations/strategies/stack.hpp"
#include "coroutines/microthreads/handle.hpp"
#include "coroutines/microthreads/microthread.hpp"
#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/policy.hpp"
#include "coroutines/microthreads/sleepers.hpp"
#include "lib/arena.hpp"
#include "lib/asked_anew.hpp"
#include "lib/clock.hpp"
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
class scheduler : listed {
  using K = typename S::continuation;

  struct frame_layer;

 public:
  using strategy_type = S;
  using thread = microthread<P, S>;
  using handle = microthread_handle<scheduler>;
  static constexpr dialect style = S::style;

  explicit scheduler(P policy = {}, C clock = {})
      : ready_(std::move(policy)), clock_(std::move(clock)) {}
  scheduler(scheduler&&) = delete;
  /// Unwinds every microthread that is left, in the order of their records.
  ~scheduler() {
    activation const here(*this);  // running nobody: those who unwind may wait for nothing
    typename metacontinuation<S>::keep const outside_is_as_it_was;
    threads_.for_each([](thread& t) { t.rest = K(); });
  }

  /// A microthread that runs `body()` when the policy takes it. The name is copied. Throws
  /// stacks::exhausted and std::bad_alloc; then nothing has happened. (Dialect direct.)
  template <std::invocable F>
  requires(S::style == dialect::direct) [[gnu::always_inline]] handle
      spawn(std::string_view name, F&& body, stacks::request want = {}) {
    return adopt(name, want, [&](stacks::request const& labelled) {
      return S::start(direct_body<std::decay_t<F>>{std::forward<F>(body), {*this}}, labelled);
    });
  }
  template <std::invocable F>
  requires(S::style == dialect::direct) [[gnu::always_inline]] handle
      spawn(F&& body, stacks::request want = {}) {
    return spawn({}, std::forward<F>(body), want);
  }
  /// The same in the dialect co: `body()` is a coroutine that returns scheduler::body_of<>.
  template <std::invocable F>
  requires(S::style == dialect::co) handle spawn(std::string_view name, F&& body) {
    return adopt(name, {}, [&](stacks::request const&) {
      return S::make(std::decay_t<F>(std::forward<F>(body)));
    });
  }
  template <std::invocable F>
  requires(S::style == dialect::co) handle spawn(F&& body) {
    return spawn({}, std::forward<F>(body));
  }
  template <class T = S>
  requires(T::style == dialect::co) using body_of = typename T::template body<frame_layer>;
  /// The same in the dialect cps: `body()` returns what yield(rest) and the like, or done(),
  /// return; a rest is called as `rest()`.
  template <std::invocable F>
  requires(S::style == dialect::cps) handle spawn(std::string_view name, F&& body) {
    return adopt(name, {}, [&](stacks::request const&) {
      return S::start(cps_step<std::decay_t<F>>{std::forward<F>(body)});
    });
  }

  /// Runs until nobody is ready and nobody sleeps. Returns who is left, blocked for ever. An
  /// exception that a microthread lets out comes out of here; the others stay as they are, and
  /// run() goes on with them when called again.
  std::vector<stuck> run() {
    rule(running_ == &hub_, "run: a scheduler cannot be run by its own microthreads");
    if (inside_a_prompt<S>()) return run_apart();
    stacks::watch_overflow();
    activation const here(*this);
    while (thread* const next = next_or_wait()) {
      running_ = next;
      fetch_ahead();
      file(std::move(next->rest).resume(&hub_));
    }
    return who_is_stuck();
  }

  // What a microthread does; in the dialect co, each is to be awaited; in the dialect cps, the
  // rest is passed last, and what they return is to be returned.
  /// Lets others run first, if the policy has any. One switch.
  template <class... Rest> [[gnu::always_inline]] static auto yield(Rest... rest) {
    thread& me = current("yield: only a microthread can yield");
    active()->ready_.put(me, why::yielded);
    return leave(me, std::move(rest)...);
  }
  /// Waits until the clock has come to `t`. Ties wake in the order they went to sleep.
  template <class... Rest> static auto sleep_until(instant t, Rest... rest) {
    go_to_sleep(t);
    return block("sleep", std::move(rest)...);
  }
  template <class... Rest> static auto sleep_for(timeline::duration d, Rest... rest) {
    auto const now = here("sleep: only a microthread can wait").clock_.now();
    return sleep_until(now + d, std::move(rest)...);
  }

  /// Waits until somebody wakes it; `on` says what for, to whoever asks who is stuck.
  template <class... Rest> [[gnu::always_inline]] static auto block(char const* on, Rest... rest) {
    thread& me = current("block: only a microthread can wait");
    me.waits_for = on;
    return leave(me, std::move(rest)...);
  }
  /// Ends the running microthread. (Dialect cps.)
  static auto done() requires(S::style == dialect::cps) {
    arrival<K>& other = *active()->stage_;
    other = active()->end();
    return S::finish(other, nullptr);
  }
  /// Makes a blocked microthread ready. O(1); switches to nobody.
  [[gnu::always_inline]] void wake(thread& t, why reason = why::woken) noexcept {
    t.waits_for = nullptr;
    ready_.put(t, reason);
  }

  /// The microthread that runs, and its scheduler; breaks the rule when none does.
  [[gnu::always_inline]] static thread& current(char const* rule_text) noexcept {
    return *here(rule_text).running_;
  }
  [[gnu::always_inline]] static scheduler& here(char const* rule_text) noexcept {
    rule(active() != nullptr && active()->running_ != &active()->hub_, rule_text);
    return *active();
  }
  C const& clock() const noexcept { return clock_; }
  std::size_t alive() const noexcept { return live_; }

 private:
  friend handle;  // joins by the steps below
  // The scheduler whose run() is on this thread. What a microthread does goes through it and not
  // through a reference in its frame: the frame has just been switched to, and what depends on it
  // would wait for four loads, one after the other (6 ns a yield instead of 3).
  KONT_ASKED_ANEW static scheduler*& active() noexcept {
    KONT_NOT_PURE;
    return runs_here_;
  }
  static inline constinit thread_local scheduler* runs_here_ = nullptr;
  struct activation {
    explicit activation(scheduler& s) : outer(std::exchange(active(), &s)) {}
    ~activation() { active() = outer; }
    scheduler* outer;
  };

  // Makes a record, and the continuation for it by `start(labelled request)`.
  template <class Start>
  [[gnu::always_inline]] handle adopt(std::string_view name, stacks::request want, Start start) {
    if constexpr (requires { ready_.reserve(live_ + 1); }) ready_.reserve(live_ + 1);
    thread& t = threads_.make();
    try {
      t.id = ++last_id_ & thread::largest_id;
      if (!name.empty()) t.name = copy_of(name);
      want.name = t.name.get();
      want.id = t.id;
      t.rest = start(want);
    } catch (...) {
      threads_.destroy(t);
      throw;
    }
    ++live_;
    ready_.put(t, why::created);
    return handle(this, &t);
  }
  // Ends one: its record goes as soon as nobody holds it.
  void retire(thread& t) noexcept {
    t.finished = true;
    --live_;
    if (t.joiner != nullptr) wake(*t.joiner);
    if (!t.held) threads_.destroy(t);
  }
  // Files who left. Its rest is empty, for it ran: nothing to drop, so nothing to look for.
  [[gnu::always_inline]] static void file(arrival<K> a) noexcept {
    auto* const who = static_cast<thread*>(a.word);
    if (who != nullptr) std::construct_at(&who->rest, std::move(a.from));
  }
  // Says who runs when somebody leaves, and makes it the one that runs.
  [[gnu::always_inline]] thread& next() noexcept {
    thread* next = &hub_;
    if constexpr (D == dispatch::hand_off) {
      wake_the_due_now_and_then();
      next = static_cast<thread*>(ready_.take());
      if (next == nullptr) [[unlikely]] {
        asm volatile("");  // a branch is foretold; a conditional move would be waited for
        next = &hub_;
      }
      fetch_ahead();
    }
    running_ = next;
    return *next;
  }
  static void go_to_sleep(instant t) {
    thread& me = current("sleep: only a microthread can wait");
    active()->sleepers_.push(me, t);
  }

  // The running microthread ends: who goes on. Nobody is left to file.
  arrival<K> end() noexcept {
    retire(*running_);
    return {std::move(next().rest), nullptr};
  }
  // It lets an exception out: that goes to whoever called run().
  arrival<K> fail() noexcept {
    retire(*running_);
    running_ = &hub_;
    return {std::move(hub_.rest), nullptr};
  }

  // A microthread that lives on a thread of its own must tell that thread whose it is.
  struct no_world {
    no_world(scheduler&) noexcept {}
    void enter() const noexcept {}
  };
  struct own_world {
    scheduler& world;
    void enter() const noexcept { active() = &world; }
  };
  static constexpr bool threads_apart = requires { requires S::on_own_threads; };
  using its_world = std::conditional_t<threads_apart, own_world, no_world>;

  template <class F> struct direct_body {
    F body;
    [[no_unique_address]] its_world world;
    void operator()(arrival<K>& other) {
      world.enter();
      file(std::move(other));
      try {
        body();
        if (active()->running_ == &active()->hub_) return;  // it swallowed its unwinding
      } catch (unwinding const&) { throw; } catch (...) {
        other = active()->fail();
        throw;
      }
      other = active()->end();
    }
  };

  // The layer of a body in the dialect co (see frame::body).
  struct frame_layer {
    template <class... Parameters> explicit frame_layer(Parameters&...) noexcept {}
    void begun(arrival<K> a) noexcept { file(std::move(a)); }
    arrival<K> ended() noexcept { return active()->end(); }
    arrival<K> failed() noexcept { return active()->fail(); }
  };

  // Goes to whom the policy names; here again, files who left for us.
  [[gnu::always_inline]] static auto leave(thread& me) {
    thread& next = active()->next();
    if constexpr (S::style == dialect::direct) {
      if (inside_a_prompt<S>()) [[unlikely]]
        return cross_apart(next, me);
      if (&next != &me) file(std::move(next.rest).resume(&me));
    } else if constexpr (S::style == dialect::cps) {  // (machine) what runs is also the rest
      stage(next, me);
      return S::transfer(*active()->stage_, &me);
    } else {
      return cross(&next != &me ? std::move(next.rest) : K(), me);
    }
  }
  // The same from inside a prompt: the others are outside of it.
  std::vector<stuck> run_apart() {
    typename metacontinuation<S>::keep const mine;
    return run();
  }
  [[gnu::cold, gnu::noinline]] static void cross_apart(thread& next, thread& me) {
    typename metacontinuation<S>::keep const mine;
    if (&next != &me) file(std::move(next.rest).resume(&me));
  }
  // A step in the dialect cps: what it lets out goes to whoever called run().
  template <class F> struct cps_step {
    F f;
    auto operator()(arrival<K>& other) {
      file(std::move(other));
      active()->stage_ = &other;
      try {
        return f();
      } catch (...) {
        other = active()->fail();
        throw;
      }
    }
  };
  template <class Rest> static auto leave(thread& me, Rest rest) {
    stage(active()->next(), me);
    return S::transfer(*active()->stage_, &me, cps_step<Rest>{std::move(rest)});
  }
  // Says there who goes on.
  static void stage(thread& chosen, thread& me) {
    thread* next = &chosen;
    if (next == &me) {  // nobody else: once through the loop, or a chain of rests would eat stack
      active()->chosen_ = &me;
      next = active()->running_ = &active()->hub_;
    }
    active()->stage_->from = std::move(next->rest);
  }

  // No switch at all.
  static auto stay() {
    if constexpr (S::style != dialect::direct) return cross(K(), *active()->running_);
  }
  template <class Rest> static auto stay(Rest rest) { return rest(); }
  static auto cross(K next, thread& me) {
    auto const arrive = [](arrival<K> a) { file(std::move(a)); };
    return typename S::crossing(std::move(next), &me, arrive);
  }
  thread* next_or_wait() {
    if (chosen_ != nullptr) return std::exchange(chosen_, nullptr);
    wake_the_due_now_and_then();
    while (true) {
      if (auto* const ready = ready_.take()) return static_cast<thread*>(ready);
      if (sleepers_.empty()) return nullptr;
      clock_.wait_until(sleepers_.earliest());
      wake_the_due();
    }
  }
  void wake_the_due() noexcept {
    auto const now = clock_.now();
    while (!sleepers_.empty() && sleepers_.earliest() <= now) {
      wake(sleepers_.pop(), why::timed_out);
    }
  }
  // Real time passes while microthreads run: look at the clock every so many switches. Virtual
  // time stands still until nobody is ready.
  [[gnu::always_inline]] void wake_the_due_now_and_then() noexcept {
    if constexpr (!std::same_as<C, virtual_clock>) {
      if (!sleepers_.empty() && ++turns_ % 64 == 0) [[unlikely]]
        wake_the_due();
    }
  }
  // With many alive, a switch waits for two cache misses: the record, then the frame on the
  // stack. Who runs soon is known, so both are asked for early.
  [[gnu::always_inline]] void fetch_ahead() const noexcept {
    if constexpr (requires(K const& k) { ready_.ahead(1), k.prefetch(); }) {
      if (auto* const far = ready_.ahead(record_distance)) [[unlikely]] {
        __builtin_prefetch(static_cast<thread*>(far), 1);
        static_cast<thread*>(ready_.ahead(frame_distance))->rest.prefetch();
      }
    }
  }
  void let_go(thread& t) noexcept {
    t.held = false;
    if (t.finished) threads_.destroy(t);
  }
  std::vector<stuck> who_is_stuck() {
    std::vector<stuck> left;
    threads_.for_each([&](thread& t) {
      if (!t.finished) left.push_back({t.id, t.name ? t.name.get() : "", t.waits_for});
    });
    std::ranges::sort(left, {}, &stuck::id);
    return left;
  }

  static constexpr std::size_t record_distance = 32, frame_distance = 16;

  P ready_;
  thread hub_;  // stands for whoever calls run()
  thread* running_ = &hub_;
  thread* chosen_ = nullptr;     // by a microthread that left to itself: who the loop is to run
  arrival<K>* stage_ = nullptr;  // in the dialect cps: where the running step says who goes on
  C clock_;
  std::size_t live_ = 0;
  std::uint64_t last_id_ = 0, turns_ = 0;
  sleepers<thread> sleepers_;
  arena<thread> threads_;
};

}  // namespace kont
