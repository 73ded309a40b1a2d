// tests/concurrent/explored.hpp -- how a test says that a program is right, or that its fault is
// found.
#pragma once
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <string>

#include "tests/explorer/atom.hpp"
#include "tests/explorer/search.hpp"

namespace kont::explore {

#if defined(KONT_ASAN) || defined(KONT_TSAN)
inline constexpr std::uint64_t slower = 50;  // they make a run a hundred times as long
#else
inline constexpr std::uint64_t slower = 1;
#endif

/// No run of the program fails: none of all with a few deviations, and none by dice.
template <class Program> void is_right(std::size_t bound = 4, std::uint64_t most = 20'000) {
  std::uint64_t const runs = most / slower;
  auto const all = exhaustively<Program>(bound, runs);
  BOOST_TEST(all.fault == "", story_of<Program>(all.choices));
  if (slower == 1) BOOST_TEST(all.complete);
  auto const some = at_random<Program>(runs);
  BOOST_TEST(some.fault == "", story_of<Program>(some.choices));
  BOOST_TEST_MESSAGE("right: " << all.runs << (all.complete ? " runs, all" : " runs, not all")
                               << " within " << bound << " deviations; " << runs << " by dice");
}

/// A fault that says so is found, by dice, and by going through all runs with ever more
/// deviations; and its list of choices shows it again.
template <class Program>
void is_found(std::string const& fault, std::size_t bound = 4, std::uint64_t most = 10'000) {
  auto const by_dice = at_random<Program>(most);
  outcome of_all;
  std::uint64_t runs = 0;
  std::size_t needs = 0;
  for (; of_all.fault.empty() && needs <= bound; ++needs) {
    of_all = exhaustively<Program>(needs);
    runs += of_all.runs;
  }
  for (auto const& found : {by_dice, of_all}) {
    BOOST_TEST((!found.fault.empty() && found.fault.find(fault) != std::string::npos),
               "not found, but '" << found.fault << "'");
    BOOST_TEST(replay<Program>(found.choices) == found.fault);
  }
  BOOST_TEST_MESSAGE("found: run " << by_dice.runs << " by dice, " << runs << " of all, with "
                                   << needs - 1
                                   << " deviations:" << story_of<Program>(of_all.choices));
}

}  // namespace kont::explore
