// tests/reliability/failing_calls.hpp -- system calls of Asio, which fail when told to.
//
// Included by one file of a program: these definitions go before those of the C library.
#pragma once
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>

namespace kont::test {

/// Calls that have the same faults.
enum class call { receive, send, accept, connect, wait, watch, open };

/// What is wrong with one call, or with all from that one on.
struct failure {
  call in;
  int error;  ///< the errno; `is_short`: one byte at most; `finds_nothing`: it returns 0, too early
  bool ever;
};
constexpr int is_short = -1, finds_nothing = -2;

/// Which calls fail, how many there were, and which descriptors the kernel has to tell of again.
struct failing_calls {
  bool on = false;
  failure how{};
  std::uint64_t at = 0, seen = 0;
  bool forgets = false;  ///< a kernel that does not tell again what it has refused: a seeded fault
  std::map<int, epoll_event> watched{};
  std::set<int> late{};

  bool reached() const { return seen > at; }
  bool fails(call c) {
    if (!on || c != how.in) return false;
    auto const n = seen++;
    return how.ever ? n >= at : n == at;
  }
  /// Fails a call of that descriptor: -1, with the reason in errno.
  int refuse(int descriptor) {
    if (how.error == EAGAIN) put_off(descriptor);
    errno = how.error;
    return -1;
  }
  void put_off(int descriptor) {
    if (!forgets) late.insert(descriptor);
  }
  /// More can be done now: as where a buffer was full, whoever waits for a change has one.
  void tell_again(int epoll) {
    for (int const descriptor : late)
      ::syscall(SYS_epoll_ctl, epoll, EPOLL_CTL_MOD, descriptor, &watched[descriptor]);
    late.clear();
  }
};
inline failing_calls failing;

/// The result of a call that may be short: `real(n)` passes at most n bytes.
template <class F> ssize_t transferred(call c, int descriptor, std::size_t bytes, F real) {
  if (!failing.fails(c)) return real(bytes);
  if (failing.how.error != is_short) return failing.refuse(descriptor);
  failing.put_off(descriptor);
  return real(bytes < 1 ? bytes : 1);
}
template <class F> int opened(F real) {
  if (!failing.fails(call::open)) return real();
  return failing.refuse(-1);
}
inline int number(long returned) { return static_cast<int>(returned); }

/// The first byte of several buffers.
struct first_byte {
  explicit first_byte(msghdr const& all) : message(all), one(*all.msg_iov) {
    one.iov_len = 1;
    message.msg_iov = &one;
    message.msg_iovlen = 1;
  }
  msghdr message;
  iovec one;
};

extern "C" {  // which makes them those of the C library, in whichever namespace

ssize_t recv(int s, void* to, std::size_t n, int flags) {
  return transferred(call::receive, s, n, [&](std::size_t most) {
    return ::syscall(SYS_recvfrom, s, to, most, flags, nullptr, nullptr);
  });
}
ssize_t send(int s, void const* from, std::size_t n, int flags) {
  return transferred(call::send, s, n, [&](std::size_t most) {
    return ::syscall(SYS_sendto, s, from, most, flags, nullptr, 0);
  });
}
ssize_t recvmsg(int s, msghdr* to, int flags) {
  return transferred(call::receive, s, 2, [&](std::size_t most) {
    first_byte one(*to);
    return ::syscall(SYS_recvmsg, s, most == 1 ? &one.message : to, flags);
  });
}
ssize_t sendmsg(int s, msghdr const* from, int flags) {
  return transferred(call::send, s, 2, [&](std::size_t most) {
    first_byte const one(*from);
    return ::syscall(SYS_sendmsg, s, most == 1 ? &one.message : from, flags);
  });
}
int accept(int s, sockaddr* address, socklen_t* size) {
  if (failing.fails(call::accept)) return failing.refuse(s);
  return number(::syscall(SYS_accept4, s, address, size, 0));
}
int connect(int s, sockaddr const* address, socklen_t size) {
  if (failing.fails(call::connect)) return failing.refuse(s);
  return number(::syscall(SYS_connect, s, address, size));
}
int epoll_wait(int epoll, epoll_event* events, int most, int ms) {
  if (failing.fails(call::wait)) return failing.how.error == finds_nothing ? 0 : failing.refuse(-1);
  failing.tell_again(epoll);
  return number(::syscall(SYS_epoll_pwait, epoll, events, most, ms, nullptr, std::size_t{8}));
}
int epoll_ctl(int epoll, int operation, int descriptor, epoll_event* event) noexcept {
  if (operation == EPOLL_CTL_ADD && failing.fails(call::watch)) return failing.refuse(-1);
  if (operation != EPOLL_CTL_DEL) failing.watched[descriptor] = *event;
  return number(::syscall(SYS_epoll_ctl, epoll, operation, descriptor, event));
}
int socket(int family, int type, int protocol) noexcept {
  return opened([=] { return number(::syscall(SYS_socket, family, type, protocol)); });
}
int socketpair(int family, int type, int protocol, int* both) noexcept {
  return opened([=] { return number(::syscall(SYS_socketpair, family, type, protocol, both)); });
}
int epoll_create1(int flags) noexcept {
  return opened([=] { return number(::syscall(SYS_epoll_create1, flags)); });
}
int eventfd(unsigned count, int flags) noexcept {
  return opened([=] { return number(::syscall(SYS_eventfd2, count, flags)); });
}
int timerfd_create(int clock, int flags) noexcept {
  return opened([=] { return number(::syscall(SYS_timerfd_create, clock, flags)); });
}

}  // extern "C"

}  // namespace kont::test
