// coroutines/microthreads/io/reactor.hpp -- a clock that knows what Asio completes: real time, and
// an io_context that runs while nobody is ready.
//
//   run()   [ready.][ready.] → microthreads run; after 64 turns, or more that take half a
//              millisecond, poll(): handlers wake some
//           [] → wait_until(the next deadline): one handler runs, or the kernel waits (in epoll)
#pragma once
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <memory>
#include <utility>

#include "coroutines/microthreads/io/alarm.hpp"
#include "lib/clock.hpp"

namespace kont::io {

namespace asio = boost::asio;

/// Who waits when nobody is ready: the scheduler, in run(); or a loop that is not ours, to which
/// run_some() returns then, and which looks at next_deadline() and runs the io_context itself.
enum class idle { waits, returns };

/// Real time (CLOCK_MONOTONIC) and an io_context, its own or borrowed; what is borrowed must
/// outlive the scheduler. Only the scheduler's thread may run the io_context; any may post to it.
/// Handlers run between two microthreads, on the stack of whoever calls run(): they must be short,
/// may kill and wake others, but not wait or throw. A deadline is kept to a millisecond, as epoll
/// does. (The clock that SimPy's `rt.py` is, with a reactor in it: Schmidt 1995.)
///
/// Who defines BOOST_ASIO_HAS_IO_URING and BOOST_ASIO_DISABLE_EPOLL, which is how Asio has it
/// chosen, and links liburing, has the kernel's io_uring instead of epoll.
class reactor {
 public:
  reactor() : own_(std::make_unique<asio::io_context>(1)), context_(own_.get()) {}
  explicit reactor(asio::io_context& theirs, idle when = idle::waits)
      : context_(&theirs), when_idle_(when) {}

  asio::io_context& context() const noexcept { return *context_; }

  /// Has f() run as a handler; any thread. While what expect() gives lives, run() waits for such.
  template <std::invocable F> void post(F f) { asio::post(*context_, std::move(f)); }
  [[nodiscard]] auto expect() { return asio::make_work_guard(*context_); }

  instant now() const noexcept { return instant(steady::now() - start_); }
  /// Returns when a handler has run, or at `t`. Idle, it takes no processor time but for a look at
  /// the clock each second when there is a deadline.
  void wait_until(instant t) {
    if (std::exchange(happened_, false)) return;
    go_on_if_stopped();
    auto const work = expect();  // or it would return for want of it
    if (t > latest) {
      context_->run_one();
    } else {
      alarm_.run_one_until(start_ + t.time_since_epoch());
    }
  }
  /// Runs the handlers that are ready.
  void poll() {
    polled_ = steady::now();
    go_on_if_stopped();  // it stops whenever it is polled while it has nothing to do
    auto const work = expect();
    context_->poll();
  }
  /// The same, at most twice a millisecond: a look into the kernel takes as long as many turns, and
  /// whoever it finds costs an event.
  void poll_if_due() {
    if (steady::now() - polled_ >= std::chrono::microseconds(500)) poll();
  }
  /// Whether the io_context has work, ours or others': operations, timers, work guards.
  bool may_wait(bool asleep) {
    if (when_idle_ == idle::returns) return false;
    if (asleep || operations_ != 0) return true;
    alarm_.off();
    go_on_if_stopped();
    happened_ = context_->poll_one() != 0;
    return happened_ || !context_->stopped();  // it stops when it has no work
  }

  // For operations: how many are not over, and how one is ended by who cannot wait.
  void begin() noexcept { ++operations_; }
  void end() noexcept { --operations_; }
  void run_until(bool const& over) {
    while (!over) {
      go_on_if_stopped();
      context_->run_one();
    }
  }

 private:
  using steady = std::chrono::steady_clock;
  static constexpr instant latest = instant(timeline::duration::max() / 2);  // 146 years

  void go_on_if_stopped() {
    if (context_->stopped()) context_->restart();
  }

  std::unique_ptr<asio::io_context> own_;
  asio::io_context* context_;
  alarm alarm_{*context_};
  idle when_idle_ = idle::waits;
  bool happened_ = false;  // a handler has run, and nobody has looked who is ready
  std::uint64_t operations_ = 0;
  steady::time_point start_ = steady::now();
  steady::time_point polled_ = start_;
};
static_assert(clock<reactor>);

}  // namespace kont::io
