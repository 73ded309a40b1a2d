// tests/concurrent/bell_stays_rung.cpp -- a ring is heard, be it before the wait or during it, by
// threads and event loops, from threads and signal handlers.
#include <poll.h>
#include <sys/epoll.h>

#include <boost/test/unit_test.hpp>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>

#include "lib/concurrent/bell.hpp"

BOOST_AUTO_TEST_SUITE(bell_stays_rung)

using kont::bell;
using kont::instant;
using kont::monotonic_clock;
using namespace std::chrono_literals;

namespace {

bell* of_the_handler = nullptr;

bool readable(int fd) {
  pollfd p{.fd = fd, .events = POLLIN, .revents = 0};
  return ::poll(&p, 1, 0) == 1;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_ring_before_the_wait_is_not_lost) {
  bell const b;
  b.ring();
  b.wait();
  BOOST_TEST(!b.heard());
}

BOOST_AUTO_TEST_CASE(rings_that_nobody_heard_are_one) {
  bell const b;
  BOOST_TEST(!b.heard());
  for (int i = 0; i < 3; ++i) b.ring();
  BOOST_TEST(b.heard());
  BOOST_TEST(!b.heard());
}

BOOST_AUTO_TEST_CASE(a_wait_gives_up_when_it_is_time) {
  bell const b;
  monotonic_clock const time;
  instant const latest = time.now() + 2ms;
  BOOST_TEST(!b.wait_until(time, latest));
  BOOST_TEST((time.now() >= latest));
  BOOST_TEST(!b.wait_until(time, instant::min()));  // long past
  b.ring();
  BOOST_TEST(b.wait_until(time, instant::min()));  // and yet it is asked once
  b.ring();
  BOOST_TEST(b.wait_until(time, instant::max()));
}

BOOST_AUTO_TEST_CASE(another_thread_is_heard) {
  bell there, back;
  std::thread echo([&] {
    for (int i = 0; i < 1'000; ++i) {
      there.wait();
      back.ring();
    }
  });
  monotonic_clock const time;
  for (int i = 0; i < 1'000; ++i) {
    there.ring();
    BOOST_REQUIRE(back.wait_until(time, instant::max()));
  }
  echo.join();
}

// The signal comes to the thread that waits: what it interrupts goes on waiting, and hears.
BOOST_AUTO_TEST_CASE(a_signal_handler_rings) {
  bell const b;
  of_the_handler = const_cast<bell*>(&b);
  std::signal(SIGUSR1, [](int) { of_the_handler->ring(); });
  pthread_t const me = ::pthread_self();
  std::thread other([me] { ::pthread_kill(me, SIGUSR1); });
  b.wait();
  other.join();
  errno = EDOM;
  std::raise(SIGUSR1);
  BOOST_TEST(errno == EDOM);
  BOOST_TEST(b.heard());
  std::signal(SIGUSR1, SIG_DFL);
}

BOOST_AUTO_TEST_CASE(an_event_loop_sees_it) {
  bell b;
  int const loop = ::epoll_create1(EPOLL_CLOEXEC);
  epoll_event what{.events = EPOLLIN, .data = {.ptr = &b}};
  BOOST_REQUIRE(::epoll_ctl(loop, EPOLL_CTL_ADD, b.native_handle(), &what) == 0);
  BOOST_TEST(::epoll_wait(loop, &what, 1, 0) == 0);
  b.ring();
  BOOST_TEST(::epoll_wait(loop, &what, 1, 0) == 1);
  BOOST_TEST((what.data.ptr == &b));
  BOOST_TEST(b.heard());
  BOOST_TEST(::epoll_wait(loop, &what, 1, 0) == 0);
  ::close(loop);
}

BOOST_AUTO_TEST_CASE(it_is_moved) {
  bell a;
  a.ring();
  bell b = std::move(a);
  BOOST_TEST(readable(b.native_handle()));
  bell c;
  c = std::move(b);
  BOOST_TEST(c.heard());
}

BOOST_AUTO_TEST_SUITE_END()
