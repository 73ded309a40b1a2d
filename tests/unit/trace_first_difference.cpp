// tests/unit/trace_first_difference.cpp -- two runs are compared event by event.
#include <boost/test/unit_test.hpp>

#include "lib/trace/export.hpp"

BOOST_AUTO_TEST_SUITE(trace_first_difference)

namespace {

using kont::trace::describe;
using kont::trace::event;
using kont::trace::first_difference;
using kont::trace::kind;

std::vector<event> const golden = {
    {0, kind::begin, 1, 0}, {5, kind::wake, 1, 2}, {5, kind::end, 1, 0}};

}  // namespace

BOOST_AUTO_TEST_CASE(equal_traces_do_not_differ) {
  BOOST_TEST(!first_difference(golden, golden));
  BOOST_TEST(!first_difference({}, {}));
}

BOOST_AUTO_TEST_CASE(the_first_event_that_differs_is_named_with_both_sides) {
  auto other = golden;
  other[1].object = 3;
  other[2].time = 6;
  auto const d = first_difference(golden, other);
  BOOST_TEST_REQUIRE(d.has_value());
  BOOST_TEST(d->index == 1u);
  BOOST_TEST(describe(*d) == R"(event 1: expected "5 wake 1 2", found "5 wake 1 3")");
}

BOOST_AUTO_TEST_CASE(every_field_counts) {
  for (int field = 0; field < 4; ++field) {
    auto other = golden;
    if (field == 0) ++other[0].time;
    if (field == 1) other[0].what = kind::mark;
    if (field == 2) ++other[0].subject;
    if (field == 3) ++other[0].object;
    auto const d = first_difference(golden, other);
    BOOST_TEST_REQUIRE(d.has_value());
    BOOST_TEST(d->index == 0u);
  }
}

BOOST_AUTO_TEST_CASE(a_trace_that_is_over_too_soon_differs) {
  std::vector<event> const shorter(golden.begin(), golden.begin() + 2);
  BOOST_TEST(describe(*first_difference(golden, shorter)) ==
             R"(event 2: expected "5 end 1 0", found the end)");
  BOOST_TEST(describe(*first_difference(shorter, golden)) ==
             R"(event 2: expected the end, found "5 end 1 0")");
}

BOOST_AUTO_TEST_SUITE_END()
