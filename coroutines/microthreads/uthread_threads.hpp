// coroutines/microthreads/uthread_threads.hpp -- the functions and the threads of uthread.hpp.
#pragma once
#include <atomic>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "coroutines/microthreads/event.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "lib/concurrent/real_clock.hpp"

namespace kont {

/// The functions and threads of uthread, on the strategy S: see basic_uthread.
template <class S, policy P, clock C> class uthread_threads {
  static_assert(S::style == dialect::direct, "uthread needs bodies in the dialect direct");

 public:
  /// P under a name of its own: a scheduler<P> that is none of ours is not taken for one.
  struct turns : P {
    using P::P;
  };
  using world = scheduler<turns, S, C>;
  using duration = timeline::duration;
  class Thread;
  using thread_ptr = std::shared_ptr<Thread>;

  // --- schedulers -------------------------------------------------------------------------------

 private:
  // What a scheduler has beside its microthreads, and they may use until they are no more.
  struct office {
    std::map<std::uint64_t, Thread*> roll;  // by id
    std::mt19937_64 dice;
    real_clock outside;  // other OS threads live in real time, and call there
  };

 public:
  /// That of an OS thread: see get_scheduler.
  class Scheduler : office, public world {
    friend uthread_threads;
    Scheduler() = default;
    // Where other OS threads call.
    real_clock& outside() noexcept {
      if constexpr (std::same_as<C, real_clock>) {
        return world::clock();
      } else {
        return office::outside;
      }
    }
    // Whether somebody waits for other OS threads; then one of them has called.
    bool hears_more() {
      bool const may = outside().may_wait(false);
      if (may) outside().wait_until(world::never);
      return may;
    }
  };
  /// That of who runs, or else of this OS thread.
  static Scheduler& get_scheduler() {
    if (auto* const w = running_here<world>::active()) return static_cast<Scheduler&>(*w);
    thread_local Scheduler own;
    return own;
  }

  /// Runs until nobody is ready, nobody sleeps, and nobody waits for another OS thread. Returns who
  /// is left, blocked for ever. In a microthread it returns at once.
  static std::vector<stuck> run() {
    if (microthreads_running()) return {};
    Scheduler& s = get_scheduler();
    do {
      do s.outside().poll();
      while (s.run_some(1'000));
    } while (s.hears_more());
    return stuck_in<world>(s);
  }
  /// A turn for each that is ready, and one at least. O(all). Returns whether there is more to do:
  /// call it again.
  static bool run_and_continue() {
    Scheduler& s = get_scheduler();
    s.outside().poll();
    std::uint64_t ready = 0;
    s.for_each([&ready](auto const& t) { ready += t.waits == nullptr; });
    return s.run_some(std::max<std::uint64_t>(1, ready)) && s.alive() != 0;
  }
  /// Runs f() in a microthread of `s`, soon. Any OS thread may call it while that one lives.
  static void external(Scheduler& s, std::function<void()> f) {
    s.outside().post([f = std::move(f)]() mutable { new_thread(std::move(f)); });
  }

  // --- microthreads -----------------------------------------------------------------------------

  /// A microthread that runs f(a…).
  template <class F, class... A> static thread_ptr new_thread(F f, A... a) {
    return started(false, std::bind_front(std::move(f), std::move(a)...));
  }
  /// The same, and exit_all and exit_others pass it by.
  template <class F, class... A> static thread_ptr new_resistant(F f, A... a) {
    return started(true, std::bind_front(std::move(f), std::move(a)...));
  }
  static void switch_context() { world::yield(); }
  static void checkpoint() { world::checkpoint(); }
  /// Till somebody calls unblock() of this thread.
  static void block() { me().block(); }
  static void wait(duration d) { world::sleep_for(d); }
  static void wait_until(instant t) { world::sleep_until(t); }
  [[noreturn]] static void exit() { world::exit(); }
  /// Ends the other ones; `really`: resistant ones too.
  static void exit_others(bool really = false) { get_scheduler().kill_all(really); }
  /// The same, and this one, unless it resists. From outside: they end when they are run.
  static void exit_all(bool really = false) {
    exit_others(really);
    auto const mine = current_thread();
    if (mine != nullptr && (really || !mine->is_resistant())) exit();
  }

  /// Null outside of all microthreads.
  static thread_ptr current_thread() {
    auto const& roll = get_scheduler().roll;
    auto const at = roll.find(world::running());
    return at != roll.end() ? at->second->shared_from_this() : nullptr;
  }
  /// Those that live, by id; those that run or are ready; those that wait or sleep. O(n).
  static std::vector<thread_ptr> all_threads() {
    return threads_that([](Thread const& t) { return t.is_active() || t.is_blocked(); });
  }
  static std::vector<thread_ptr> active_threads() {
    return threads_that([](Thread const& t) { return t.is_active(); });
  }
  static std::vector<thread_ptr> blocked_threads() {
    return threads_that([](Thread const& t) { return t.is_blocked(); });
  }
  static bool microthreads_running() noexcept { return world::running() != 0; }

  // --- utilities --------------------------------------------------------------------------------

  /// f(), and no checkpoint in it stops this microthread. It may not wait.
  template <std::invocable F> static decltype(auto) atomic(F f) {
    atomic_section<world> const alone(get_scheduler());
    return f();
  }
  static void start_critical() noexcept { get_scheduler().its_pulse().enter(); }
  static void end_critical() noexcept { get_scheduler().its_pulse().leave(); }
  /// One of 0 … x-1; x is not 0.
  static std::uint64_t random(std::uint64_t x) { return get_scheduler().dice() % x; }
  /// Not given before, to any OS thread.
  static std::uint64_t unique_id() noexcept {
    static std::atomic<std::uint64_t> last = 0;
    return ++last;
  }
  static std::string get_exception_string(std::exception_ptr const& e) {
    try {
      std::rethrow_exception(e);
    } catch (std::exception const& x) { return x.what(); } catch (...) {
      return "not a std::exception";
    }
  }

  /// A microthread as an object, to be made by std::make_shared; its microthread keeps it too.
  class Thread : public std::enable_shared_from_this<Thread> {
   public:
    Thread(std::string name, std::function<void()> body)
        : name_(std::move(name)), body_(std::move(body)) {}
    Thread(Thread&&) = delete;
    virtual ~Thread() { where_.roll.erase(id()); }

    std::string const& name() const noexcept { return name_; }
    /// 0 until it is started.
    std::uint64_t id() const noexcept { return handle_.id(); }
    void set_resistant(bool yes = true) { handle_.resist(resistant_ = yes); }
    bool is_resistant() const noexcept { return resistant_; }
    /// It runs, or is ready to.
    bool is_active() const noexcept { return !handle_.finished() && !is_blocked(); }
    bool is_blocked() const noexcept {
      return !handle_.finished() && record_ != nullptr && record_->waits != nullptr;
    }

    void start() {
      rule(id() == 0, "start: a thread is started once");
      handle_ = where_.spawn({.name = name_, .resistant = resistant_},
                             [self = this->shared_from_this()] { self->live(); });
      where_.roll.emplace(id(), this);
    }
    void join() { handle_.join(); }
    /// Wherever it waits. False: it has ended, or another exception is on its way to it.
    template <class E> bool post_exception(E e) {
      return handle_.raise(std::make_exception_ptr(std::move(e)));
    }
    void exit() { handle_.kill(); }

    // These three only by itself.
    void block() { its_own(gate_).wait(); }
    void wait(duration d) { its_own(where_).sleep_for(d); }
    void wait_until(instant t) { its_own(where_).sleep_until(t); }
    void unblock() noexcept { gate_.pulse(); }

    /// What its body lets out comes here; it has ended then. Prints it; what this throws comes out
    /// of run().
    virtual void handle_exception(std::exception_ptr e) {
      std::cerr << "uthread: an exception in " << (name_.empty() ? "a microthread" : name_) << ": "
                << get_exception_string(e) << '\n';
    }

   private:
    void live() {
      record_ = &world::current("a thread runs as a microthread");
      auto const body = std::move(body_);
      try {
        body();
      } catch (exited const&) { throw; } catch (unwinding const&) {
        throw;
      } catch (...) { handle_exception(std::current_exception()); }
    }
    template <class T> T& its_own(T& what) const noexcept {
      rule(id() == world::running(), "block, wait: a thread stops only itself");
      return what;
    }

    Scheduler& where_ = get_scheduler();
    std::string name_;
    std::function<void()> body_;
    bool resistant_ = false;
    typename world::handle handle_;
    typename world::thread const* record_ = nullptr;  // null: it has not begun
    kont::event<world> gate_{where_, "its unblock()"};
  };

 protected:
  // While what it gives lives, run() waits for what other OS threads send.
  static real_clock::expectation expecting(Scheduler& s) noexcept { return s.outside().expect(); }

 private:
  static thread_ptr started(bool resistant, std::function<void()> body) {
    auto t = std::make_shared<Thread>("", std::move(body));
    t->set_resistant(resistant);
    t->start();
    return t;
  }
  static Thread& me() {
    world::here("block: only a microthread can wait");
    auto const t = current_thread();
    rule(t != nullptr, "block: only a microthread of new_thread or start can be unblocked");
    return *t;
  }
  template <class Predicate> static std::vector<thread_ptr> threads_that(Predicate holds) {
    std::vector<thread_ptr> found;
    for (auto const& [id, t] : get_scheduler().roll) {
      if (holds(*t)) found.push_back(t->shared_from_this());
    }
    return found;
  }
};

}  // namespace kont
