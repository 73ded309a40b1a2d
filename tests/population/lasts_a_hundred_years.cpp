// tests/population/lasts_a_hundred_years.cpp -- by the default parameters nobody dies out, and the
// land is not filled up, whatever the seed.
#include <boost/test/unit_test.hpp>

#include "examples/population/callbacks.hpp"

using namespace kont::population;

BOOST_AUTO_TEST_CASE(lasts_a_hundred_years) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    for (std::uint64_t founders : {300u, 1'000u, 10'000u}) {
      callbacks town({}, seed);
      for (auto const& r : town.run(founders, 120).years) {
        BOOST_TEST(r.living > founders / 2);
        BOOST_TEST(r.living < 2 * founders);
      }
    }
  }
}
