// tests/papers/papers_queens.cpp -- each route of the table of queens gives the known answers.
#include <boost/test/unit_test.hpp>
#include <set>

#include "papers/koppel_2018/routes.hpp"

BOOST_AUTO_TEST_SUITE(papers_queens)

using namespace kont;

BOOST_AUTO_TEST_CASE(six_queens_by_every_route_and_eight_by_those_of_the_first_board) {
  for (auto const& p : papers::queens_by_routes()) {
    std::set<std::string> seen;
    for (auto const& w : p.ways) {
      BOOST_TEST_CONTEXT(effects::key(p, w)) {
        BOOST_TEST(seen.insert(effects::key(p, w)).second);
        BOOST_TEST((w.run == nullptr) != w.why.empty());
        if (w.run == nullptr) continue;
        BOOST_TEST(w.run(p.small) == p.small_answer);
        if (p.large == 8) BOOST_TEST(w.run(p.large) == p.large_answer);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(boards_have_the_published_answers) {
  std::vector<effects::number> answers;
  for (auto const& p : papers::queens_by_routes()) answers.push_back(p.large_answer);
  std::vector<effects::number> const known{92, 352, 724, 2'680, 14'200};
  BOOST_TEST(answers == known, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(there_are_ten_routes_at_least) {
  for (auto const& p : papers::queens_by_routes()) BOOST_TEST(p.ways.size() >= 10u);
}

BOOST_AUTO_TEST_SUITE_END()
