// coroutines/microthreads/lazy_task.hpp -- a call that another worker of a crew may take over: only
// then does it become a microthread.
//
//   int fib(kont::crew<>& world, int n) {
//     if (n < 2) return n;
//     int left;
//     kont::lazy_task task(world, [&] { left = fib(world, n - 1); });
//     int const right = fib(world, n - 2);
//     task.join();
//     return left + right;
//   }
//
//              join(), and it is still here
//   [offered] ------------------------------> called, where join() stands; nothing else is done
//       |  another worker has nothing to do,
//       |  or who made it waits                 join()
//       +-------------------------------------> waits for the end of a microthread
#pragma once
#include <concepts>
#include <cstdint>
#include <exception>
#include <utility>

#include "continuations/continuation.hpp"
#include "coroutines/microthreads/bodies.hpp"
#include "coroutines/microthreads/crew.hpp"
#include "coroutines/microthreads/crew_thread.hpp"
#include "coroutines/microthreads/waiting.hpp"
#include "lib/concurrent/spin_lock.hpp"
#include "lib/rule.hpp"

namespace kont {

/// f(), once, before join() returns. It is made, joined and destroyed by one microthread; where
/// several are alive, the last that was made is best joined first. Until another worker takes it,
/// it costs two calls and some stores, a third of a fork(); and it runs as who joins it, on the
/// stack of that. What f refers to may lie in the frame that makes it. (Dialect direct.)
/// (Mohr, Kranz & Halstead: Lazy task creation, IEEE TPDS 1991; child stealing, as in oneTBB.)
template <std::invocable F, class World = crew<>>
class [[nodiscard]] lazy_task : crew_task<typename World::thread> {
  static_assert(World::style == dialect::direct, "a lazy task needs a body in the dialect direct");
  using thread = typename World::thread;
  using task = crew_task<thread>;
  using handle = typename World::handle;

 public:
  /// Breaks the rule where no microthread runs.
  [[gnu::always_inline]] lazy_task(World& world, F f)
      : f_(std::move(f)), world_(world), parent_(World::current(only_microthreads).id) {
    this->begin = &become_one;
    World::active()->offer(*this);
  }
  lazy_task(lazy_task&&) = delete;
  /// If it has not been joined, it is called off: it does not begin, or is killed, and waited for.
  [[gnu::always_inline]] ~lazy_task() noexcept(false) {
    if (!joined_) [[unlikely]]
      call_off();
  }

  /// Calls f, if nobody has begun to; else waits until it has ended. Throws what f lets out, and
  /// stacks::exhausted or std::bad_alloc if another worker took it and had no stack for it.
  [[gnu::always_inline]] void join() {
    if (joined_) [[unlikely]]
      return;
    if (!World::active()->take_back(*this)) [[unlikely]]
      return wait();
    joined_ = true;
    f_();
  }

 private:
  static constexpr char const* only_microthreads = "lazy_task: only a microthread can make one";

  // The body of the microthread. Its end is that of the body, which also comes if it is killed
  // before it begins.
  struct body {
    explicit body(lazy_task& t) noexcept : of(&t) {}
    body(body&& b) noexcept : of(std::exchange(b.of, nullptr)) {}
    ~body() {
      if (of != nullptr && of->lives_) of->end();
    }
    void operator()() {
      try {
        of->f_();
      } catch (exited const&) { throw; } catch (unwinding const&) {
        throw;
      } catch (...) { of->failure_ = std::current_exception(); }
    }
    lazy_task* of;
  };
  struct joining final : queued<thread> {
    explicit joining(lazy_task& t) noexcept : queued<thread>(t.joiner_, "join"), of(t) {}
    char const* on() const noexcept { return "a lazy task"; }
    auto& guard() noexcept { return of.guard_; }
    bool ready() const noexcept { return of.ended_; }
    void result(bool) const noexcept {}
    lazy_task& of;
  };

  [[gnu::cold]] static thread* become_one(task& t) noexcept {
    auto& me = static_cast<lazy_task&>(t);
    thread* made = nullptr;
    handle its;
    try {
      made = &me.world_.make_of_task(body(me), me.parent_, its);
    } catch (...) {
      me.failure_ = std::current_exception();
      return me.end(), nullptr;
    }
    me.lives_ = true;
    section const alone(me.guard_);
    me.taken_ = std::move(its);
    if (me.called_off_) me.taken_.kill();
    return made;
  }
  void end() noexcept {
    World& world = world_;
    ticket<thread>* whose = nullptr;
    {
      section const alone(guard_);
      ended_ = true;
      whose = joiner_.pop();
    }  // from here on who sees that it has ended may destroy it
    if (whose != nullptr) world.wake(*whose);
  }
  [[gnu::cold, gnu::noinline]] void wait() {
    World::await(joining(*this), World::never);
    joined_ = true;
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  }
  [[gnu::cold, gnu::noinline]] void call_off() {
    if (World::active()->take_back(*this)) return;
    {
      section const alone(guard_);
      called_off_ = true;
      taken_.kill();
    }
    std::exception_ptr raised;
    while (!joined_ && World::running() != 0) {
      try {
        wait();
      } catch (block_trapped const&) {
        broken("lazy_task: who waits for one may not be in a trap");
      } catch (...) {
        if (!joined_) raised = std::current_exception();
      }
    }
    if (!joined_) taken_.drop();  // the crew is being destroyed: it unwinds before its turn
    if (raised && std::uncaught_exceptions() == 0) std::rethrow_exception(raised);
  }

  F f_;
  World& world_;
  std::uint64_t const parent_;
  bool joined_ = false;
  bool lives_ = false;  // it has become a microthread; that one's
  spin_lock guard_;     // of all that follows
  bool called_off_ = false, ended_ = false;
  wait_queue<thread> joiner_;
  handle taken_;                // the microthread that it has become
  std::exception_ptr failure_;  // (read when it has ended)
};
template <class World, class F> lazy_task(World&, F) -> lazy_task<F, World>;

}  // namespace kont
