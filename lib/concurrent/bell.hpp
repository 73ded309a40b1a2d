// lib/concurrent/bell.hpp -- what one thread rings and another sleeps on: a Linux eventfd.
#pragma once
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <ctime>
#include <system_error>
#include <utility>

#include "lib/clock.hpp"

namespace kont {

/// A bell that stays rung until it is heard: a ring before the wait is not lost, and rings that
/// nobody has heard yet are one. Who waits sleeps in the kernel and burns no processor. Linux
/// only (eventfd(2), ppoll(2)). Each call but the waits takes one system call.
class bell {
 public:
  /// Throws std::system_error, as when there are no more file descriptors.
  bell() : fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "a bell: eventfd");
  }
  bell(bell&& b) noexcept : fd_(std::exchange(b.fd_, -1)) {}
  bell& operator=(bell&& b) noexcept {
    std::swap(fd_, b.fd_);
    return *this;
  }
  ~bell() {
    if (fd_ >= 0) ::close(fd_);
  }

  /// Rings. Any thread; async-signal-safe, and leaves errno alone. What was written before it is
  /// seen by who hears it.
  void ring() const noexcept {
    int const before = errno;
    std::uint64_t const one = 1;
    while (::write(fd_, &one, sizeof one) < 0 && errno == EINTR) continue;
    errno = before;  // EAGAIN: rung 2^64 - 2 times, and so it is rung
  }
  /// Whether it has been rung since it was last heard; then it is heard. Never waits.
  bool heard() const noexcept {
    std::uint64_t rings = 0;
    while (::read(fd_, &rings, sizeof rings) < 0) {
      if (errno != EINTR) return false;
    }
    return true;
  }
  /// Sleeps until it rings, and hears it.
  void wait() const noexcept {
    while (!heard()) sleep(nullptr);
  }
  /// Sleeps until it rings or it is `latest` by the clock. Whether it rang; then it is heard. It
  /// is asked once even if that is past. What a signal interrupts goes on sleeping.
  bool wait_until(monotonic_clock const& time, instant latest) const noexcept {
    for (;;) {
      if (heard()) return true;
      auto const now = time.now();
      if (latest <= now) return false;
      timespec const at_most = to_timespec(latest - now);
      sleep(&at_most);
    }
  }
  /// For an event loop: readable while it is rung. Only heard() makes it silent.
  int native_handle() const noexcept { return fd_; }

 private:
  void sleep(timespec const* at_most) const noexcept {
    pollfd what{.fd = fd_, .events = POLLIN, .revents = 0};
    ::ppoll(&what, 1, at_most, nullptr);
  }
  int fd_;
};

}  // namespace kont
