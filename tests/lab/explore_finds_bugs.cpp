// tests/lab/explore_finds_bugs.cpp -- ten bugs of unlucky orders: PCT finds each, fifo none.
#include <boost/test/unit_test.hpp>

#include "coroutines/microthreads/policies/pct.hpp"
#include "lib/usage_error.hpp"
#include "tests/lab/ten_bugs.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(explore_finds_bugs)

namespace {

BOOST_AUTO_TEST_CASE(pct_each_and_fifo_none) {
  for (auto const& [name, run] : ten_bugs()) {
    auto const by_fifo = explore(
        run, [](std::uint64_t) { return fifo(); }, 1, 1);
    BOOST_TEST(!by_fifo.found.has_value(), name << " by fifo");
    auto const by_pct = explore(
        run, [](std::uint64_t seed) { return pct({.seed = seed, .depth = 3, .steps = 10}); });
    BOOST_REQUIRE_MESSAGE(by_pct.found.has_value(), name << " is found by PCT");
    auto const& found = *by_pct.found;
    BOOST_TEST_MESSAGE(name << ": seed " << found.seed << ", " << found.what);
    BOOST_TEST(found.seed == by_pct.schedules);
    BOOST_TEST(replay(run, found.schedule).what == found.what, name);
  }
}

// Nobody is told to wait for ever when the run was ended: it may go on, and nothing is wrong yet.
BOOST_AUTO_TEST_CASE(a_run_without_end_is_cut) {
  program const spins = [](world& w) {
    w.spawn([&w] {
      while (true) w.yield();
    });
    return [] { return std::string("it ended"); };
  };
  auto const seen = explore(
      spins, [](std::uint64_t) { return fifo(); }, 1, 3);
  BOOST_TEST((seen.schedules == 3 && seen.cut == 3 && !seen.found));
}

BOOST_AUTO_TEST_CASE(an_exception_is_a_failure_and_another_course_is_told) {
  program const throws = [](world& w) {
    w.spawn("thrower", [] { throw std::runtime_error("out of paint"); });
    return [] { return std::string(); };
  };
  auto const found = explore(
                         throws, [](std::uint64_t) { return fifo(); }, 1, 1)
                         .found;
  BOOST_REQUIRE(found.has_value());
  BOOST_TEST(story(*found) == "    1 thrower      1 turn\n  out of paint\n");
  BOOST_CHECK_THROW((void)replay(throws, {1, 1}), replay_diverged);
}

BOOST_AUTO_TEST_CASE(a_schedule_is_a_line) {
  BOOST_TEST(text_of({1, 1, 2, 1}) == "1x2,2,1");
  BOOST_TEST((schedule_in("1x2,2,1") == decisions{1, 1, 2, 1}));
  for (char const* wrong :
       {"", "0", "1x", "1x0", "1,", "1;2", "x2", "1x2x3", "9999999", "1x99999,1"})
    BOOST_CHECK_THROW((void)schedule_in(wrong), usage_error);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
