// coroutines/microthreads/handle.hpp -- the name of a microthread: to wait for it, or to end it.
#pragma once
#include <cstdint>
#include <exception>
#include <string_view>
#include <utility>

#include "coroutines/microthreads/bodies.hpp"
#include "coroutines/microthreads/waiting.hpp"
#include "lib/clock.hpp"
#include "lib/rule.hpp"

namespace kont {

/// A microthread of `World`. A value: moved, not copied; dropping it lets the microthread go its
/// way (std::thread's detach). The world must outlive it.
template <class World> class microthread_handle {
  using thread = typename World::thread;

 public:
  microthread_handle() = default;
  microthread_handle(microthread_handle&& h) noexcept
      : world_(std::exchange(h.world_, nullptr)), thread_(std::exchange(h.thread_, nullptr)) {}
  microthread_handle& operator=(microthread_handle&& h) noexcept {
    std::swap(world_, h.world_);
    std::swap(thread_, h.thread_);
    return *this;
  }
  [[gnu::always_inline]] ~microthread_handle() { detach(); }
  /// Lets it go its way; names nobody any more.
  [[gnu::always_inline]] void detach() noexcept {
    if (thread_ != nullptr) world_->let_go(*std::exchange(thread_, nullptr));
  }
  bool finished() const noexcept { return thread_ == nullptr || thread_->finished; }
  /// 0 for a handle that names nobody.
  std::uint64_t id() const noexcept { return thread_ != nullptr ? thread_->id : 0; }

  // In the dialect co, await what these return; in the dialect cps, pass the rest and return it.
  /// Waits until it has finished; any number may. Only in a microthread.
  template <class... Rest> [[gnu::always_inline]] auto join(Rest... rest) {
    if constexpr (World::style == dialect::direct && sizeof...(Rest) == 0) {
      if (finished()) return void(awaiting<World>::throw_pending());  // no operation is made for it
      if constexpr (World::shared) {
        return join_apart(world_, thread_);
      } else {
        return join_unfinished(world_, thread_);
      }
    } else {
      return World::await(joined<void>(), World::never, std::move(rest)...);
    }
  }
  /// The same, till then at most. Returns whether it has finished.
  template <class... Rest> auto try_join_until(instant t, Rest... rest) {
    return World::await(joined<bool>(), t, std::move(rest)...);
  }
  template <class... Rest> auto try_join_for(timeline::duration d, Rest... rest) {
    return try_join_until(World::moment(d), std::move(rest)...);
  }

  /// Throws `thrown` out of the call in which it waits or has yielded, which is called off: it is
  /// ready at once, or (after I/O) as soon as that is over. If what it waits for has been answered
  /// already, it is thrown out of its next wait or yield instead, so that no answer is lost. One
  /// that has not begun begins with it. (A rest in the dialect cps does not take exceptions: the
  /// microthread ends.) Returns false, and does nothing, if it has ended, or another exception
  /// waits to be thrown into it. Throws stacks::exhausted and std::bad_alloc; then nothing has
  /// happened. Called by itself, it throws at once, and else never from a world that runs inside of
  /// it: then out of its next wait. O(1). (Stackless Python's tasklet.throw.)
  bool raise(std::exception_ptr thrown) {
    rule(thrown != nullptr, "raise: there is no exception to be thrown");
    return !finished() && world_->raise(*thread_, std::move(thrown));
  }
  /// Ends it: throws `exited` into it, which unwinds it quietly. Returns whether it lived.
  bool kill() { return raise(std::make_exception_ptr(exited{})); }
  /// kill_all passes it by, or not. Throws std::bad_alloc. (uthread's setResistant.)
  void resist(bool yes = true) {
    if (!finished()) thread_->resist(yes);
  }
  /// It may not wait, or may again: a call that would throws block_trapped in it. (Stackless
  /// Python's block_trap: for the microthread that keeps all others going.)
  void trap_blocks(bool yes = true) noexcept {
    if (!finished()) thread_->block_trap = yes;
  }
  /// While its world is being destroyed: unwinds it before its turn, for what it uses is about to
  /// go. Returns whether that is so; else does nothing.
  bool drop() noexcept {
    bool const ends = World::active() != nullptr && World::nobody_runs();
    if (ends && !finished()) thread_->rest = {};
    return ends;
  }

 private:
  friend World;
  [[gnu::always_inline]] static void join_unfinished(World* world, thread* t) {
    is_of_this(world);
    World::await(joining<void, true>(t), World::never);
  }
  // What has been forked has mostly ended when it is joined: that is all a caller has inlined.
  [[gnu::noinline]] static void join_apart(World* world, thread* t) { join_unfinished(world, t); }
  // `unfinished`: it was just found so.
  template <class R, bool unfinished = false> class joining final : public queued<thread> {
   public:
    explicit joining(thread* t) noexcept
        : queued<thread>(t != nullptr ? t->joiners : nobody, "join"), whom_(t) {}
    bool ready() const noexcept {
      if constexpr (unfinished && !World::shared) return false;
      return whom_ == nullptr || whom_->finished;
    }
    R result(bool in_time) const noexcept { return kont::answered<R>(in_time); }
    std::uint64_t holder() const noexcept final { return whom_->id; }
    bool is_over() const noexcept requires(World::shared && !unfinished) { return ready(); }
    auto& guard() noexcept requires(World::shared) {
      return whom_ != nullptr ? whom_->guard : nobodys;
    }

   private:
    static inline wait_queue<thread> nobody;  // never used
    static inline typename World::guard nobodys;
    thread* whom_;
  };
  template <class R> joining<R> joined() const noexcept {
    if (!finished()) is_of_this(world_);
    return joining<R>(thread_);
  }
  // The end of one of another world would make ready there who waits here. (Where nobody runs,
  // nobody can wait, and is told so.)
  [[gnu::always_inline]] static void is_of_this(World* world) noexcept {
    rule(World::active() == nullptr || world->runs_here(), "join: it is of another scheduler");
  }
  microthread_handle(World* world, thread* t) : world_(world), thread_(t) {}
  World* world_ = nullptr;
  thread* thread_ = nullptr;
};

}  // namespace kont
