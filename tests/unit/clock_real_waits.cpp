// tests/unit/clock_real_waits.cpp -- real time passes by itself, and a wait is never too short.
#include <signal.h>
#include <sys/time.h>

#include <boost/test/unit_test.hpp>
#include <ctime>

#include "lib/clock.hpp"

BOOST_AUTO_TEST_SUITE(clock_real_waits)

using namespace std::chrono_literals;

BOOST_AUTO_TEST_CASE(a_monotonic_clock_starts_near_zero_and_goes_on) {
  kont::monotonic_clock const time;
  auto const first = time.now();
  BOOST_TEST((first >= kont::instant{} && first < kont::instant(5s)));
  BOOST_TEST((time.now() >= first));
}

BOOST_AUTO_TEST_CASE(a_wait_ends_at_its_instant_or_later) {
  kont::monotonic_clock const time;
  auto const end = time.now() + 20ms;
  time.wait_until(end);
  BOOST_TEST((time.now() >= end));
}

BOOST_AUTO_TEST_CASE(a_wait_for_the_past_returns_at_once) {
  kont::monotonic_clock const time;
  time.wait_until(kont::instant(-1ns));
  time.wait_until(kont::instant::min());
  BOOST_TEST((time.now() < kont::instant(5s)));
}

BOOST_AUTO_TEST_CASE(a_wait_burns_no_processor) {
  auto const used = [] {
    timespec t{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return std::chrono::seconds(t.tv_sec) + std::chrono::nanoseconds(t.tv_nsec);
  };
  kont::monotonic_clock const time;
  auto const before = used();
  time.wait_until(time.now() + 50ms);
  BOOST_TEST((used() - before < 25ms));
}

BOOST_AUTO_TEST_CASE(a_signal_does_not_end_a_wait) {
  struct sigaction ours {
  }, before{};
  static int volatile rung;
  rung = 0;
  ours.sa_handler = [](int) { rung = rung + 1; };
  ::sigaction(SIGALRM, &ours, &before);
  itimerval const every{.it_interval = {0, 2000}, .it_value = {0, 2000}}, never{};
  ::setitimer(ITIMER_REAL, &every, nullptr);
  kont::monotonic_clock const time;
  auto const end = time.now() + 30ms;
  time.wait_until(end);
  BOOST_TEST((time.now() >= end));
  ::setitimer(ITIMER_REAL, &never, nullptr);
  ::sigaction(SIGALRM, &before, nullptr);
  BOOST_TEST(rung > 0);
}

BOOST_AUTO_TEST_SUITE_END()
