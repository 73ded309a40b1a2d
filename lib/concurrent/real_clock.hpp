// lib/concurrent/real_clock.hpp -- real time, in which other threads can wake who sleeps.
//
//   run()   [ready.][ready.] → microthreads run; after each 64 turns poll(): what was posted
//           [] → wait_until(the next deadline): the kernel waits for that, or for a bell
#pragma once
#include <concepts>
#include <cstddef>
#include <memory>
#include <utility>

#include "lib/clock.hpp"
#include "lib/concurrent/letterbox.hpp"

namespace kont {

/// The machine's time, and what other OS threads post to the scheduler that lives in it. Idle, it
/// sleeps in the kernel, on an eventfd and till the next deadline, and burns no processor. Only
/// post() may be called by other threads, and only after it has found its place in a scheduler.
class real_clock : public monotonic_clock {
 public:
  /// Throws std::bad_alloc and std::system_error (no file descriptor is left).
  real_clock() : mail_(std::make_unique<letterbox>()) {}

  /// Has f() called between two microthreads, by the thread that runs them, which is woken for it.
  /// It must be short, may wake and kill others, but not wait or throw. Any thread. Throws
  /// std::bad_alloc.
  template <std::invocable F> void post(F f) { mail_->post(std::move(f)); }

  /// While it lives, run() waits for what other threads post, though nobody sleeps.
  class expectation {
   public:
    explicit expectation(real_clock& c) noexcept : clock_(&c) { ++c.expected_; }
    expectation(expectation&& e) noexcept : clock_(std::exchange(e.clock_, nullptr)) {}
    expectation& operator=(expectation&&) = delete;
    ~expectation() {
      if (clock_ != nullptr) --clock_->expected_;
    }

   private:
    real_clock* clock_;
  };
  [[nodiscard]] expectation expect() noexcept { return expectation(*this); }

  /// Returns at `t`, or as soon as something that was posted has been called.
  void wait_until(instant t) {
    if (std::exchange(happened_, false)) return;
    if (now() < t) mail_->rings().wait_until(*this, t);  // who is late makes no system call
    mail_->open();
  }
  void poll() { mail_->open(); }
  bool may_wait(bool asleep) {
    happened_ = mail_->open();
    return happened_ || asleep || expected_ != 0;
  }

 private:
  std::unique_ptr<letterbox> mail_;
  std::size_t expected_ = 0;
  bool happened_ = false;  // something was called, and nobody has looked who is ready
};
static_assert(clock<real_clock>);

}  // namespace kont
