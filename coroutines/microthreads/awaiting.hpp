// coroutines/microthreads/awaiting.hpp -- how a microthread waits for an operation, in each of the
// three dialects. The operations themselves are written once: see queued.
#pragma once
#include <concepts>
#include <coroutine>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "continuations/continuation.hpp"
#include "continuations/control/metacontinuation.hpp"
#include "continuations/reach.hpp"
#include "coroutines/microthreads/bodies.hpp"
#include "coroutines/microthreads/policies/traced.hpp"
#include "coroutines/microthreads/preemption.hpp"
#include "coroutines/microthreads/waiting.hpp"
#include "lib/clock.hpp"
#include "lib/rule.hpp"

namespace kont {

/// The waits of the microthreads of a scheduler `World`: what World::await does.
template <class World> struct awaiting {
  using S = typename World::strategy_type;
  using K = typename S::continuation;
  using thread = typename World::thread;
  /// Who runs microthreads on this thread: the scheduler, or a worker of a crew.
  using host = std::remove_reference_t<decltype(*World::active())>;

  // --- leaving: goes to whom the policy names ---------------------------------------------------

  /// Here again, files who left for us. (Dialect co: await it; cps: what runs is also the rest.)
  /// `keeps`: from an operation, whose other ways do not switch; see resume_keeping.
  template <bool keeps = false> [[gnu::always_inline]] static auto leave(host& world, thread& me) {
    return leave_for<keeps>(world, world.next(), me);
  }
  static auto leave(host& world, thread& me, K rest) {
    return leave_for(world, world.next(), me, std::move(rest));
  }
  /// Lets others run first, if the policy has any.
  [[gnu::always_inline]] static auto yield(host& world, thread& me) {
    return leave_for(world, world.next(me), me);
  }
  template <class Rest> static auto yield(host& world, thread& me, Rest rest) {
    K waits = as_continuation(std::move(rest));
    return leave_for(world, world.next(me), me, std::move(waits));
  }
  /// The same if it `stops`, and else goes on.
  [[gnu::always_inline]] static auto leave_if(bool stops, host& world, thread& me) {
    if constexpr (S::style == dialect::direct) {
      if (stops) [[unlikely]]
        stop(world, me);
    } else {
      return leave_for(world, stops ? stopped(world, me) : me, me);
    }
  }
  template <class Rest> static auto leave_if(bool stops, host& world, thread& me, Rest rest) {
    if (!stops && !nests_too_deep()) return rest();
    K waits = as_continuation(std::move(rest));
    return leave_for(world, stops ? stopped(world, me) : me, me, std::move(waits));
  }
  /// The switch, from `me` to `next`. Where frames are moved aside it needs memory: without that,
  /// `next` counts as running and `me` does not, and neither could go on.
  template <bool keeps = false>
  [[gnu::always_inline]] static void go_to(host& world, thread& next, thread& me) {
    if constexpr (keeps) {
      World::file(std::move(next.rest).resume_keeping(&me));
    } else if constexpr (moves_frames<S>) {
      try {
        World::file(std::move(next.rest).resume(&me));
      } catch (std::bad_alloc const&) {  // or one that somebody has thrown in
        rule(world.running_ == &me, "no memory for the frames of microthreads that share a stack");
        throw;
      }
    } else {
      World::file(std::move(next.rest).resume(&me));
    }
  }
  /// Goes to `next`, who is new: what is left of it has not been filed.
  [[gnu::always_inline]] static void leave_for_new(host& world, K rest, thread& next, thread& me) {
    if (inside_a_prompt<S>()) [[unlikely]] {
      std::construct_at(&next.rest, std::move(rest));
      return cross_apart(world, next, me);
    }
    World::file(std::move(rest).resume(&me));
  }
  /// Goes to `next`, who is the one that runs already.
  template <bool keeps = false>
  [[gnu::always_inline]] static auto leave_for(host& world, thread& next, thread& me) {
    if constexpr (S::style == dialect::direct) {
      if (inside_a_prompt<S>()) [[unlikely]]
        return cross_apart(world, next, me);
      if (&next != &me) go_to<keeps && can_keep>(world, next, me);
    } else if constexpr (S::style == dialect::cps) {
      stage(world, next, me);
      return S::transfer(*world.stage_, &me);
    } else {
      auto const arrive = [](arrival<K> a) {
        if (a.word != nullptr) World::file(std::move(a));  // else it was no switch
      };
      K to = &next != &me ? std::move(next.rest) : K();
      return typename S::crossing(std::move(to), &me, arrive);
    }
  }
  static auto leave_for(host& world, thread& next, thread& me, K rest) {
    stage(world, next, me);
    return S::transfer(*world.stage_, &me, std::move(rest));
  }
  /// What a rest is when it waits. It needs memory, so it is made before anything is done that
  /// cannot be undone: before who runs lies in a queue, or somebody else is to run.
  template <class Rest> static K as_continuation(Rest rest) {
    return S::waiting(typename bodies<World>::template cps_step<Rest>{std::move(rest)});
  }

  // --- waiting ----------------------------------------------------------------------------------

  /// Throws what was raised in the running microthread when it could not be thrown at once.
  /// Returns the world in which somebody runs; null: nobody does, and nobody can wait.
  [[gnu::always_inline]] static host* throw_pending() {
    host* world = World::active();
    if (world != nullptr && world->running_->disturbed) [[unlikely]]
      world = throw_its_exception(*world->running_);
    return world;
  }
  /// Waits for `op`, as the dialect says it.
  template <class Op, class... Rest>
  [[gnu::always_inline]] static auto wait(Op&& op, instant until, Rest... rest) {
    if constexpr (S::style == dialect::direct) {
      return direct(std::move(op), until);
    } else if constexpr (S::style == dialect::co) {
      return awaitable<Op>(std::move(op), until);
    } else {
      return then(std::move(op), until, std::move(rest)...);
    }
  }
  /// Waits for `op` unless it is ready, till `until`; returns op.result(whether it was answered).
  /// Once that is past, the others that are ready run, and no more. (Dialect direct.)
  template <class Op> [[gnu::always_inline]] static auto direct(Op&& op, instant until) {
    host* const world = throw_pending();
    if (is_ready(op)) return op.result(true);
    lent<Op, S> there(op);
    thread& me = start_to_wait(world, *there, until);
    leave<true>(*world, me);
    return (*there).result(has_waited(me));
  }
  /// The same, to be awaited. (Dialect co.)
  template <class Op> class [[nodiscard]] awaitable {
   public:
    awaitable(Op op, instant until) : op_(std::move(op)), until_(until) {}
    bool await_ready() {
      world_ = throw_pending();
      return is_ready(op_);
    }
    template <class P> std::coroutine_handle<> await_suspend(std::coroutine_handle<P> h) {
      me_ = &start_to_wait(world_, op_, until_);
      return away_.emplace(leave(*world_, *me_)).await_suspend(h);
    }
    auto await_resume() {
      if (!away_) return op_.result(true);
      away_->await_resume();
      return op_.result(has_waited(*me_));
    }

   private:
    using crossing = decltype(leave(std::declval<host&>(), std::declval<thread&>()));
    Op op_;
    instant until_;
    host* world_ = nullptr;
    thread* me_ = nullptr;
    std::optional<crossing> away_;
  };
  /// The same, and then rest(result), or rest() if that is void. (Dialect cps: return it.)
  template <class Op, class Rest> static auto then(Op op, instant until, Rest rest) {
    host* const world = throw_pending();
    if (is_ready(op)) {
      if (world == nullptr || !nests_too_deep()) return go_on(op, true, rest);
      return go_on_from_the_loop(*world, op, std::move(rest));
    }
    auto kept = std::make_unique<Op>(std::move(op));  // in the rest, where it is found
    Op& there = *kept;
    K waits = as_continuation([kept = std::move(kept), rest = std::move(rest)]() mutable {
      return go_on(*kept, has_waited(*World::active()->running_), rest);
    });
    return leave(*world, start_to_wait(world, there, until), std::move(waits));
  }

  // --- how waits end, where one thread has them all; see crew_core ------------------------------

  /// What `t` waits for has come: by this ticket; null: it waits in no queue.
  [[gnu::always_inline]] static thread& answer(World& world, thread& t,
                                               void const* ticket) noexcept {
    waiting* const was = std::exchange(t.waits, nullptr);
    t.answered = true;
    if (t.twofold) [[unlikely]] {
      t.twofold = false;
      if (ticket != nullptr) was->won(ticket);
      if (was->nap != 0) world.sleepers_.forget();
    }
    return t;
  }
  /// See scheduler::wake_the_due.
  static void wake_the_due(World& world) noexcept {
    auto const now = world.clock_.now();
    auto& sleepers = world.sleepers_;
    while (!sleepers.empty() && sleepers.earliest() <= now) {
      thread& t = sleepers.pop();
      t.waits->nap = 0;
      t.expired = t.waits->lingers();
      if (t.expired || !t.waits->call_off(false)) continue;
      t.waits = nullptr;
      t.expired = true;
      world.ready_.put(t, why::timed_out);
    }
  }

 private:
  friend World;
  friend bodies<World>;
  static constexpr bool can_keep = !moves_frames<S> && requires(K k) {
    std::move(k).resume_keeping();
  };
  [[gnu::cold, gnu::noinline]] static void stop(host& world, thread& me) {
    leave_for(world, stopped(world, me), me);
  }
  [[gnu::cold, gnu::noinline]] static thread& stopped(host& world, thread& me) {
    if (is_trapped()) throw switch_trapped{};
    return world.stop(me);
  }
  static bool is_trapped() noexcept {
    if constexpr (World::shared)
      return false;
    else
      return World::trapped();
  }
  // From inside a prompt: the others are outside of it.
  [[gnu::cold, gnu::noinline]] static void cross_apart(host& world, thread& next, thread& me) {
    typename metacontinuation<S>::keep const mine;
    if (&next != &me) go_to(world, next, me);
  }
  // Whether a rest is to be called by the loop, though nobody waits: called from where it was
  // passed, each of a chain of such would stand on the one before. (Dialect cps.)
  static bool nests_too_deep() noexcept {
    constexpr unsigned most = 64;
    thread_local unsigned called = 0;
    return ++called % most == 0;
  }
  template <class Op, class Rest> static auto go_on_from_the_loop(host& world, Op& op, Rest rest) {
    thread& me = *world.running_;
    if constexpr (requires { rest(); }) {
      op.result(true);
      return leave_for(world, me, me, as_continuation(std::move(rest)));
    } else {
      auto with_it = [value = op.result(true), rest = std::move(rest)]() mutable {
        return rest(std::move(value));
      };
      return leave_for(world, me, me, as_continuation(std::move(with_it)));
    }
  }
  // Says there who goes on. (Dialect cps.)
  static void stage(host& world, thread& chosen, thread& me) {
    thread* next = &chosen;
    if (next == &me) {  // nobody else: once through the loop, or a chain of rests would eat stack
      world.turns_.give_back();
      world.run_next(me);
      next = world.running_ = &world.hub_;
    }
    world.stage_->from = std::move(next->rest);
  }

  // How waiting begins and ends, whatever the dialect. Among threads, what it waits for stays
  // locked from when it is found not ready until its operation is queued.
  template <class Op> [[gnu::always_inline]] static bool is_ready(Op& op) {
    if constexpr (!has_guard<Op>) {
      return op.ready();
    } else {
      if constexpr (requires { op.is_over(); }) {  // for ever, so that it needs no lock
        if (op.is_over()) return true;
      }
      op.guard().lock();
      try {
        if (!op.ready()) return false;
      } catch (...) {
        op.guard().unlock();
        throw;
      }
      op.guard().unlock();
      return true;
    }
  }
  template <class Op> static constexpr bool has_guard = World::shared&& requires(Op& op) {
    op.guard();
  };
  template <class Op> static auto* guard_of(Op& op) noexcept {
    if constexpr (has_guard<Op>) {
      return &op.guard();
    } else {
      return static_cast<typename World::guard*>(nullptr);
    }
  }
  template <class Op> static void unlock(Op& op) noexcept {
    if constexpr (has_guard<Op>) op.guard().unlock();
  }
  [[gnu::cold, gnu::noinline]] static host* throw_its_exception(thread& me) {
    if (World::nobody_runs() || is_trapped()) return nullptr;  // nobody who may wait
    std::rethrow_exception(me.take_pending());
  }
  template <class Op>
  [[gnu::always_inline]] static thread& start_to_wait(host* world, Op& op, instant until) {
    if (world == nullptr || (World::shared && World::nobody_runs())) [[unlikely]] {
      unlock(op);
      nobody_waits(op.verb);
    }
    if constexpr (requires { op.is_ours(); })
      rule(op.is_ours(), "a microthread can wait only for what is of its own scheduler");
    thread& me = *world->running_;
    if (me.block_trap) [[unlikely]] {
      unlock(op);
      throw block_trapped{};
    }
    if constexpr (trace::on) trace_wait(me, op.verb, op.on());
    if constexpr (World::shared) {
      world->begin_to_wait(me, op, until, guard_of(op));
    } else {
      if (until != World::never) wait_till(*world, me, op, until);
      me.waits = &op;
      op.enqueue(me);
    }
    return me;
  }
  // If that is past already, whoever goes on looks who is due: virtual time stands still until
  // nobody is ready, which may be never. (Where time is real it is looked at anyway.)
  [[gnu::noinline]] static void wait_till(host& world, thread& me, waiting& op, instant until) {
    world.sleepers_.push(me, op, until);
    me.twofold = true;
    if constexpr (std::same_as<decltype(world.clock_), virtual_clock>) {
      if (until <= world.clock_.now()) world.turns_.interrupt();
    }
  }
  [[gnu::cold, gnu::noinline, noreturn]] static void nobody_waits(std::string verb) {
    World::refuse((verb + ": only a microthread can wait").c_str());
  }
  // Whether it was answered, not too late.
  [[gnu::always_inline]] static bool has_waited(thread& me) noexcept(!World::shared) {
    if constexpr (World::shared) {
      if (World::active()->end_of_wait(me)) throw_its_exception(me);
    }
    bool const in_time = !me.expired;
    me.answered = me.expired = false;
    return in_time;
  }

  template <class Op, class Rest> static auto go_on(Op& op, bool in_time, Rest& rest) {
    if constexpr (requires { rest(); }) {
      op.result(in_time);
      return rest();
    } else {
      return rest(op.result(in_time));
    }
  }
};

}  // namespace kont
