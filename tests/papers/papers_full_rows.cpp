// tests/papers/papers_full_rows.cpp -- a quick run leaves out the rows under `full`, and says so.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/papers/papers_fixtures.hpp"

BOOST_AUTO_TEST_SUITE(papers_full_rows)

using namespace papers_test;

namespace {

result measured(bool quick) {
  paper some;
  some.rows = {"^call//baseline//1$", "^closure//baseline/pointer/1$"};
  some.full = {"^closure/"};
  return measure(some, {.quick = quick, .seconds = 0, .self = {}}, {});
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_quick_run_has_the_others) {
  auto const r = measured(true);
  for (auto const& p : r.points) BOOST_TEST(p.key == "call//baseline//1");
  BOOST_TEST(r.points.size() == 1u);
  auto const said = std::ranges::find(r.absent, "closure//baseline/pointer/1", &missing::key);
  BOOST_TEST_REQUIRE((said != r.absent.end()));
  BOOST_TEST(said->why == "only a full run measures it: the same without --quick");
}

BOOST_AUTO_TEST_CASE(a_full_run_has_all) { BOOST_TEST(measured(false).points.size() == 2u); }

BOOST_AUTO_TEST_SUITE_END()
