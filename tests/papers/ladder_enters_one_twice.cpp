// tests/papers/ladder_enters_one_twice.cpp -- for A/A: the default, or one of ours, never a peer.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "papers/ladder/report.hpp"
#include "tests/papers/ladder_rows.hpp"

BOOST_AUTO_TEST_SUITE(ladder_enters_one_twice)

using namespace ladder_test;

namespace {

int alive = 0, most_alive = 0;
struct counted : plain {
  counted() : plain("switch", 0, 1) { most_alive = std::max(most_alive, ++alive); }
  ~counted() override { --alive; }
};

row counted_row(std::string strategy, std::string system) {
  auto r = make_row("switch", std::move(strategy), std::move(system));
  r.make = [] { return std::make_unique<counted>(); };
  return r;
}
report measured_anew(rows all) {
  most_alive = 0;
  return measure_rows(std::move(all), short_plan(), {});
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_peer_alone_is_not_entered_twice) {
  auto const found = measured_anew({counted_row("context", "boost.fiber")});
  BOOST_TEST(most_alive == 1);
  BOOST_TEST(found.aa.empty());
  BOOST_TEST(found.rows[0].refused == "");
}

BOOST_AUTO_TEST_CASE(beside_a_peer_one_of_ours_is) {
  auto const found =
      measured_anew({counted_row("context", "boost.fiber"), counted_row("frame", "kont")});
  BOOST_TEST(most_alive == 3);
  BOOST_TEST_REQUIRE(found.aa.size() == 1u);
  BOOST_TEST(found.aa[0].what.strategy == "frame");
}

BOOST_AUTO_TEST_CASE(the_default_is_before_others_of_ours) {
  auto const found = measured_anew({counted_row("frame", "kont"), counted_row("stack", "kont")});
  BOOST_TEST(most_alive == 3);
  BOOST_TEST_REQUIRE(found.aa.size() == 1u);
  BOOST_TEST(found.aa[0].what.strategy == "stack");
}

BOOST_AUTO_TEST_SUITE_END()
