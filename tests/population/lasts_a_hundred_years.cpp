// tests/population/lasts_a_hundred_years.cpp -- by the default parameters nobody dies out, and the
// land is not filled up, whatever the seed.
#include <boost/test/unit_test.hpp>

#include "examples/population/callbacks.hpp"
#include "lib/stacks/annotate.hpp"

BOOST_AUTO_TEST_SUITE(lasts_a_hundred_years)

using namespace kont::population;

#if defined(KONT_ASAN)  // it says whether memory is used well, and takes a hundred times as long
constexpr std::uint64_t seeds = 1, most = 1'000;
#else
constexpr std::uint64_t seeds = 8, most = 10'000;
#endif

BOOST_AUTO_TEST_CASE(lasts_a_hundred_years) {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    for (std::uint64_t founders : {300u, 1'000u, 10'000u}) {
      if (founders > most) continue;
      callbacks town({}, seed);
      for (auto const& r : town.run(founders, 120).years) {
        BOOST_TEST(r.living > founders / 2);
        BOOST_TEST(r.living < 2 * founders);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
