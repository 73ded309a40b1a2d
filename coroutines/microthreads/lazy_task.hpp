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
/// it costs two calls and some stores, less than half a fork(); and it runs as who joins it, on the
/// stack of that. If it is taken, its microthread has a stack as large as its maker's. What f
/// refers to may lie in the frame that makes it. (Dialect direct.)
/// (Mohr, Kranz & Halstead: Lazy task creation, IEEE TPDS 1991; child stealing, as in oneTBB.)
template <std::invocable F, class World = crew<>>
class [[nodiscard]] lazy_task : crew_task<typename World::thread> {
  static_assert(World::style == dialect::direct, "a lazy task needs a body in the dialect direct");
  using thread = typename World::thread;
  using task = crew_task<thread>;
  using handle = typename World::handle;

 public:
  /// Breaks the rule where no microthread of this crew runs. Throws std::bad_alloc.
  [[gnu::always_inline]] lazy_task(World& world, F f)
      : task{&become_one}, f_(std::move(f)), maker_(&World::current(only_microthreads)) {
    rule(world.runs_here(), "lazy_task: it is of another crew");
    World::active()->offer(*this);
  }
  lazy_task(lazy_task&&) = delete;
  /// If it has not been joined, it is called off: it does not begin, or is killed, and waited for.
  [[gnu::always_inline]] ~lazy_task() noexcept(false) {
    if (went_ != how::called) [[unlikely]]
      give_up();
  }

  /// Calls f, if nobody has begun to; else waits until it has ended. Throws what f lets out, and
  /// stacks::exhausted or std::bad_alloc if another worker took it and had no stack for it.
  [[gnu::always_inline]] void join() {
    if (went_ != how::not_yet) [[unlikely]]
      return;
    if (!World::active()->take_back(*this)) [[unlikely]]
      return wait();
    went_ = how::called;
    f_();
  }

 private:
  static constexpr char const* only_microthreads = "lazy_task: only a microthread can make one";
  enum class how : unsigned char { not_yet, called, waited_for };

  // What there is of one that another worker has taken. Few are: so it is made by whoever is first
  // to need it, and mostly by nobody.
  struct course {
    World& world;
    bool called_off = false, ended = false;
    bool lives = false;  // it has become a microthread; that one's
    wait_queue<thread> joiner;
    handle taken;                // the microthread that it has become
    std::exception_ptr failure;  // (read when it has ended)
  };
  course& its_course() {
    section const alone(guard_);
    if (!std::exchange(has_course_, true))
      std::construct_at(&course_, static_cast<World&>(World::active()->crew));
    return course_;
  }

  // The body of the microthread. Its end is that of the body, which also comes if it is killed
  // before it begins.
  struct body {
    explicit body(lazy_task& t) noexcept : of(&t) {}
    body(body&& b) noexcept : of(std::exchange(b.of, nullptr)) {}
    ~body() {
      if (of != nullptr && of->course_.lives) of->end();
    }
    void operator()() {
      try {
        of->f_();
      } catch (exited const&) { throw; } catch (unwinding const&) {
        throw;
      } catch (...) { of->course_.failure = std::current_exception(); }
    }
    lazy_task* of;
  };
  struct joining final : queued<thread> {
    explicit joining(lazy_task& t) noexcept : queued<thread>(t.course_.joiner, "join"), of(t) {}
    char const* on() const noexcept { return "a lazy task"; }
    auto& guard() noexcept { return of.guard_; }
    bool ready() const noexcept { return of.course_.ended; }
    void result(bool) const noexcept {}
    lazy_task& of;
  };

  [[gnu::cold]] static thread* become_one(task& t) noexcept {
    auto& me = static_cast<lazy_task&>(t);
    auto& its = me.its_course();
    thread* made = nullptr;
    handle name;
    try {
      made = &its.world.make_of_task(body(me), *me.maker_, name);
    } catch (...) {
      its.failure = std::current_exception();
      return me.end(), nullptr;
    }
    its.lives = true;
    section const alone(me.guard_);
    its.taken = std::move(name);
    if (its.called_off) {  // not by raise(), which asks who runs: that may be nobody here
      made->pending = std::make_exception_ptr(exited{});
      made->disturbed = true;
    }
    return made;
  }
  void end() noexcept {
    World& world = course_.world;
    ticket<thread>* whose = nullptr;
    {
      section const alone(guard_);
      course_.ended = true;
      whose = course_.joiner.pop();
    }  // from here on who sees that it has ended may destroy it
    if (whose != nullptr) world.wake(*whose);
  }
  [[gnu::cold, gnu::noinline]] void wait() {
    auto& its = its_course();
    World::await(joining(*this), World::never);
    went_ = how::waited_for;
    if (its.failure) std::rethrow_exception(std::exchange(its.failure, nullptr));
  }
  // It was not called where it was made.
  [[gnu::cold, gnu::noinline]] void give_up() {
    struct at_last {
      ~at_last() {
        if (of.has_course_) of.course_.~course();
      }
      lazy_task& of;
    } const last{*this};
    if (went_ == how::not_yet && !World::active()->take_back(*this)) call_off();
  }
  void call_off() {
    auto& its = its_course();
    {
      section const alone(guard_);
      its.called_off = true;
      its.taken.kill();
    }
    std::exception_ptr raised;
    while (went_ == how::not_yet && World::running() != 0) {
      try {
        wait();
      } catch (block_trapped const&) {
        broken("lazy_task: who waits for one may not be in a trap");
      } catch (...) {
        if (went_ == how::not_yet) raised = std::current_exception();
      }
    }
    if (went_ == how::not_yet) its.taken.drop();  // the crew is being destroyed: it unwinds early
    if (raised && std::uncaught_exceptions() == 0) std::rethrow_exception(raised);
  }

  F f_;
  thread* const maker_;
  how went_ = how::not_yet;
  bool has_course_ = false;  // (under `guard_`)
  spin_lock guard_;          // of the course
  union {
    course course_;
  };
};
template <class World, class F> lazy_task(World&, F) -> lazy_task<F, World>;

}  // namespace kont
