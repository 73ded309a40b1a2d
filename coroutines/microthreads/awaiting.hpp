// coroutines/microthreads/awaiting.hpp -- how a microthread waits for an operation, in each of the
// three dialects. The operations themselves are written once: see queued.
#pragma once
#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "continuations/continuation.hpp"
#include "continuations/control/metacontinuation.hpp"
#include "continuations/reach.hpp"
#include "coroutines/microthreads/bodies.hpp"
#include "coroutines/microthreads/preemption.hpp"
#include "coroutines/microthreads/waiting.hpp"
#include "lib/clock.hpp"

namespace kont {

/// The waits of the microthreads of a scheduler `World`: what World::await does.
template <class World> struct awaiting {
  using S = typename World::strategy_type;
  using K = typename S::continuation;
  using thread = typename World::thread;

  // --- leaving: goes to whom the policy names ---------------------------------------------------

  /// Here again, files who left for us. (Dialect co: await it; cps: what runs is also the rest.)
  [[gnu::always_inline]] static auto leave(World& world, thread& me) {
    return leave_for(world, world.next(), me);
  }
  template <class Rest> static auto leave(World& world, thread& me, Rest rest) {
    return leave_for(world, world.next(), me, std::move(rest));
  }
  /// The same if it `stops`, and else goes on.
  [[gnu::always_inline]] static auto leave_if(bool stops, World& world, thread& me) {
    if constexpr (S::style == dialect::direct) {
      if (stops) [[unlikely]]
        stop(world, me);
    } else {
      return leave_for(world, stops ? world.stop(me) : me, me);
    }
  }
  template <class Rest> static auto leave_if(bool stops, World& world, thread& me, Rest rest) {
    return stops ? leave_for(world, world.stop(me), me, std::move(rest)) : rest();
  }
  /// Goes to `next`, who is the one that runs already.
  [[gnu::always_inline]] static auto leave_for(World& world, thread& next, thread& me) {
    if constexpr (S::style == dialect::direct) {
      if (inside_a_prompt<S>()) [[unlikely]]
        return cross_apart(next, me);
      if (&next != &me) World::file(std::move(next.rest).resume(&me));
    } else if constexpr (S::style == dialect::cps) {
      stage(world, next, me);
      return S::transfer(*world.stage_, &me);
    } else {
      auto const arrive = [](arrival<K> a) { World::file(std::move(a)); };
      K to = &next != &me ? std::move(next.rest) : K();
      return typename S::crossing(std::move(to), &me, arrive);
    }
  }
  template <class Rest> static auto leave_for(World& world, thread& next, thread& me, Rest rest) {
    stage(world, next, me);
    using step = typename bodies<World>::template cps_step<Rest>;
    return S::transfer(*world.stage_, &me, step{std::move(rest)});
  }

  // --- waiting ----------------------------------------------------------------------------------

  /// Throws what was raised in the running microthread when it could not be thrown at once.
  /// Returns the world in which somebody runs; null: nobody does, and nobody can wait.
  [[gnu::always_inline]] static World* throw_pending() {
    World* world = World::active();
    if (world != nullptr && world->running_->disturbed) [[unlikely]]
      world = throw_its_exception(*world->running_);
    return world;
  }
  /// Waits for `op` unless it is ready, till `until`; returns op.result(whether it was answered).
  /// (Dialect direct.)
  template <class Op> [[gnu::always_inline]] static auto direct(Op&& op, instant until) {
    World* const world = throw_pending();
    if (op.ready()) return op.result(true);
    lent<Op, S> there(op);
    thread& me = start_to_wait(world, *there, until);
    leave(*world, me);
    return (*there).result(has_waited(me));
  }
  /// The same, to be awaited. (Dialect co.)
  template <class Op> class [[nodiscard]] awaitable {
   public:
    awaitable(Op op, instant until) : op_(std::move(op)), until_(until) {}
    bool await_ready() {
      world_ = throw_pending();
      return op_.ready();
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
    using crossing = decltype(leave(std::declval<World&>(), std::declval<thread&>()));
    Op op_;
    instant until_;
    World* world_ = nullptr;
    thread* me_ = nullptr;
    std::optional<crossing> away_;
  };
  /// The same, and then rest(result), or rest() if that is void. (Dialect cps: return it.)
  template <class Op, class Rest> static auto then(Op op, instant until, Rest rest) {
    World* const world = throw_pending();
    if (op.ready()) return go_on(op, true, rest);
    auto kept = std::make_unique<Op>(std::move(op));  // in the rest, where it is found
    thread& me = start_to_wait(world, *kept, until);
    return leave(*world, me, [kept = std::move(kept), rest = std::move(rest), &me]() mutable {
      return go_on(*kept, has_waited(me), rest);
    });
  }

 private:
  [[gnu::cold, gnu::noinline]] static void stop(World& world, thread& me) {
    leave_for(world, world.stop(me), me);
  }
  // From inside a prompt: the others are outside of it.
  [[gnu::cold, gnu::noinline]] static void cross_apart(thread& next, thread& me) {
    typename metacontinuation<S>::keep const mine;
    if (&next != &me) World::file(std::move(next.rest).resume(&me));
  }
  // Says there who goes on. (Dialect cps.)
  static void stage(World& world, thread& chosen, thread& me) {
    thread* next = &chosen;
    if (next == &me) {  // nobody else: once through the loop, or a chain of rests would eat stack
      world.turns_.give_back();
      world.run_next(me);
      next = world.running_ = &world.hub_;
    }
    world.stage_->from = std::move(next->rest);
  }

  // How waiting begins and ends, whatever the dialect.
  [[gnu::cold, gnu::noinline]] static World* throw_its_exception(thread& me) {
    if (World::nobody_runs()) return nullptr;
    me.disturbed = false;
    std::rethrow_exception(std::exchange(me.more->pending, nullptr));
  }
  template <class Op>
  [[gnu::always_inline]] static thread& start_to_wait(World* world, Op& op, instant until) {
    if (world == nullptr) [[unlikely]]
      nobody_waits(op.verb);
    thread& me = *world->running_;
    if (me.block_trap) [[unlikely]]
      throw block_trapped{};
    if (until != World::never) world->sleepers_.push(me, op, until);
    me.waits = &op;
    op.enqueue(me);
    return me;
  }
  [[gnu::cold, gnu::noinline, noreturn]] static void nobody_waits(std::string verb) {
    World::refuse((verb + ": only a microthread can wait").c_str());
  }
  // Whether it was answered, not too late.
  [[gnu::always_inline]] static bool has_waited(thread& me) noexcept {
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
