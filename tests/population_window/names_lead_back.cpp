// tests/population_window/names_lead_back.cpp -- a name is its id, in letters.
#include <boost/test/unit_test.hpp>

#include "examples/population/window/names.hpp"

BOOST_AUTO_TEST_SUITE(names_lead_back)

using namespace kont::population;

BOOST_AUTO_TEST_CASE(names_lead_back) {
  // as in Wilkerson's proposal: 127.0.0.1 is lusab-babad, 63.84.220.193 is gutih-tugad
  std::uint64_t const id = 0x7f000001'3f54dcc1;
  BOOST_TEST(first_names(id) == "Lusab Babad");
  BOOST_TEST(full_name(id) == "Lusab Babad Gutih Tugad");
  for (std::uint64_t const n : {id, std::uint64_t{0}, ~std::uint64_t{0}, std::uint64_t{1} << 63})
    for (auto const& typed : {full_name(n), first_names(n)}) {
      auto const who = understand(typed);
      BOOST_REQUIRE(who.has_value());
      BOOST_TEST(who->is(n));
      BOOST_TEST(!who->is(n ^ (std::uint64_t{1} << 62)));
    }
}

BOOST_AUTO_TEST_CASE(understands_numbers_and_small_letters) {
  BOOST_TEST(understand("#7f0000013f54dcc1")->bits == 0x7f0000013f54dcc1u);
  BOOST_TEST(understand("  lusab babad ")->bits == 0x7f000001'00000000u);
}

BOOST_AUTO_TEST_CASE(does_not_understand_what_is_no_name) {
  for (auto const* typed : {"", "lusab", "lusab babad gutih tugad lusab", "lusab bab",
                            "lusab xyzzy", "#", "#7g", "#17f0000013f54dcc1", "#-1"})
    BOOST_TEST(!understand(typed).has_value(), typed);
}

BOOST_AUTO_TEST_SUITE_END()
