// tests/unit/trace_ring_keeps_the_newest.cpp -- a full ring forgets its oldest events, in order.
#include <boost/test/unit_test.hpp>

#include "lib/trace/ring.hpp"

BOOST_AUTO_TEST_SUITE(trace_ring_keeps_the_newest)

namespace {

using kont::trace::event;
using kont::trace::kind;
using kont::trace::ring;

event numbered(std::uint64_t n) {
  return {.time = static_cast<std::int64_t>(n), .what = kind::mark, .subject = 1, .object = n};
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_ring_rounds_its_room_up_to_a_power_of_two) {
  BOOST_TEST(ring(0).capacity() == 1u);
  BOOST_TEST(ring(1).capacity() == 1u);
  BOOST_TEST(ring(5).capacity() == 8u);
  BOOST_TEST(ring(8).capacity() == 8u);
}

BOOST_AUTO_TEST_CASE(what_was_recorded_is_read_back_in_order_whatever_the_number) {
  for (std::uint64_t n = 0; n < 40; ++n) {
    ring r(8);
    for (std::uint64_t i = 0; i < n; ++i) r.record(numbered(i));
    auto const kept = n < 8 ? n : 8;
    BOOST_TEST_REQUIRE(r.size() == kept);
    BOOST_TEST(r.recorded() == n);
    BOOST_TEST(r.lost() == n - kept);
    auto const all = r.events();
    BOOST_TEST_REQUIRE(all.size() == kept);
    for (std::uint64_t i = 0; i < kept; ++i) {
      BOOST_TEST((r[i] == numbered(n - kept + i)));
      BOOST_TEST((all[i] == r[i]));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_cleared_ring_is_empty) {
  ring r(4);
  for (std::uint64_t i = 0; i < 9; ++i) r.record(numbered(i));
  r.clear();
  BOOST_TEST(r.size() == 0u);
  BOOST_TEST(r.lost() == 0u);
  r.record(numbered(7));
  BOOST_TEST((r[0] == numbered(7)));
}

BOOST_AUTO_TEST_CASE(an_event_is_24_bytes_without_padding) { BOOST_TEST(sizeof(event) == 24u); }

BOOST_AUTO_TEST_SUITE_END()
