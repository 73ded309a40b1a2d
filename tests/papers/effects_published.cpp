// tests/papers/effects_published.cpp -- published.csv is read whole and speaks of programs we have.
#include "papers/effects/published.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "papers/effects/suite.hpp"

BOOST_AUTO_TEST_SUITE(effects_published)

using namespace kont::effects;

BOOST_AUTO_TEST_CASE(each_cell_is_of_a_program_and_from_a_source) {
  auto const programs = suite();
  auto const sources = all_sources();
  for (auto const& cell : all_published()) {
    BOOST_TEST_CONTEXT(cell.program << ' ' << cell.system) {
      BOOST_TEST(std::ranges::count(programs, cell.program, &program::name) == 1);
      BOOST_TEST(std::ranges::count(sources, cell.source, &source::name) == 1);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_table_beside_ours_has_all_programs_with_the_same_inputs) {
  auto const cells = all_published();
  for (auto const& p : suite()) {
    auto const fits = [&](published const& c) {
      return c.source == beside && c.program == p.name && c.input == p.large;
    };
    BOOST_TEST(std::ranges::count_if(cells, fits) == 5, p.name);
  }
}

BOOST_AUTO_TEST_CASE(a_cell_is_as_it_was_printed) {
  auto const cells = all_published();
  auto const found = std::ranges::find_if(
      cells, [](published const& c) { return c.program == "nqueens" && c.system == "Effekt"; });
  BOOST_REQUIRE((found != cells.end()));
  BOOST_TEST(found->ms == 144);
  BOOST_TEST(found->input == 12);
}

BOOST_AUTO_TEST_SUITE_END()
