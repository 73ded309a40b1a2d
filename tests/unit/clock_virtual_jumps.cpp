// tests/unit/clock_virtual_jumps.cpp -- virtual time passes by waiting, at once, and never back.
#include <boost/test/unit_test.hpp>

#include "lib/clock.hpp"

BOOST_AUTO_TEST_SUITE(clock_virtual_jumps)

using namespace std::chrono_literals;

BOOST_AUTO_TEST_CASE(a_virtual_clock_starts_at_zero_and_stands_still) {
  kont::virtual_clock const time;
  BOOST_TEST((time.now() == kont::instant{}));
  BOOST_TEST((time.now() == kont::instant{}));
}

BOOST_AUTO_TEST_CASE(a_wait_is_a_jump) {
  kont::virtual_clock time;
  kont::monotonic_clock const wall;
  time.wait_until(kont::instant(24h * 365));
  BOOST_TEST((time.now() == kont::instant(24h * 365)));
  BOOST_TEST((wall.now() < kont::instant(10s)));
}

BOOST_AUTO_TEST_CASE(a_wait_for_the_past_changes_nothing) {
  kont::virtual_clock time;
  time.wait_until(kont::instant(5ns));
  time.wait_until(kont::instant(3ns));
  BOOST_TEST((time.now() == kont::instant(5ns)));
  time.wait_until(kont::instant(-1ns));
  BOOST_TEST((time.now() == kont::instant(5ns)));
}

BOOST_AUTO_TEST_CASE(two_virtual_clocks_share_nothing) {
  kont::virtual_clock one, other;
  one.wait_until(kont::instant(1s));
  BOOST_TEST((other.now() == kont::instant{}));
}

BOOST_AUTO_TEST_SUITE_END()
