// tests/lab/explore_shrinks.cpp -- a failing schedule is shrunk to the switches that matter.
#include <boost/test/unit_test.hpp>

#include "coroutines/microthreads/policies/dice.hpp"
#include "tests/lab/ten_bugs.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(explore_shrinks)

namespace {

failure found_by_dice(program const& run) {
  auto const seen = explore(run, [](std::uint64_t seed) { return dice(seed); });
  BOOST_REQUIRE(seen.found.has_value());
  return *seen.found;
}

BOOST_AUTO_TEST_CASE(each_of_the_ten_still_fails_and_switches_no_more) {
  for (auto const& [name, run] : ten_bugs()) {
    auto const before = found_by_dice(run);
    auto const after = shrink(run, before);
    BOOST_TEST_MESSAGE(name << ": " << switches_in(before.schedule) << " -> "
                            << switches_in(after.schedule) << ", " << text_of(after.schedule));
    BOOST_TEST(!after.what.empty(), name);
    BOOST_TEST(replay(run, after.schedule).what == after.what, name);
    BOOST_TEST(switches_in(after.schedule) <= switches_in(before.schedule), name);
    auto const least = explore(run, exhaustive{}).found;
    BOOST_REQUIRE(least.has_value());
    BOOST_TEST(switches_in(after.schedule) <= switches_in(least->schedule), name);
  }
}

// Of a long walk by dice, one preemption matters: it is all that is left.
BOOST_AUTO_TEST_CASE(of_a_hundred_switches_three_are_left) {
  program const lost = [](world& w) {
    auto const sum = std::make_shared<int>(0);
    for (int i = 0; i < 3; ++i) {
      w.spawn([&w, sum] {
        for (int way = 0; way < 40; ++way) w.yield();
        int const seen = *sum;
        w.yield();
        *sum = seen + 1;
      });
    }
    return [sum] { return std::string(*sum == 3 ? "" : "lost"); };
  };
  auto const before = found_by_dice(lost);
  BOOST_TEST(switches_in(before.schedule) > 60u);
  auto const after = shrink(lost, before);
  BOOST_TEST(switches_in(after.schedule) == 3u);  // two are forced: three microthreads end
  BOOST_TEST(text_of(after.schedule).size() < 30u);
  BOOST_TEST(switches_in(shrink(lost, before, 0).schedule) == switches_in(before.schedule));
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
