// tests/unit/workloads_walks.cpp -- walks bring the nodes of a tree in order, however they are
// made, and may be left half way.
#include <boost/test/unit_test.hpp>

#include "papers/workloads/walks.hpp"

BOOST_AUTO_TEST_SUITE(workloads_walks)

using namespace kont;
using namespace kont::workloads;

namespace {

constexpr unsigned depth = 9;
constexpr number nodes = (number{1} << depth) - 1;

template <class Walk> void check(char const* made) {
  BOOST_TEST_CONTEXT(made) {
    number expected = 0;
    for (number const v : walk_as<Walk, depth>()) BOOST_TEST(v == expected++);
    BOOST_TEST(expected == nodes);
    for (number const v : walk_as<Walk, depth>())
      if (v == nodes / 3) break;
    tree_walk<walk_as<Walk, depth>> again_and_again;
    BOOST_TEST(again_and_again.run(2 * nodes + 3).checksum == nodes * (nodes - 1) + 0 + 1 + 2);
    auto nothing = walk_as<Walk, 0>();
    BOOST_TEST((nothing.begin() == nothing.end()));
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(by_hand) { check<walk_by_hand>("by hand"); }
BOOST_AUTO_TEST_CASE(by_a_monad) { check<walk_by_monad>("monad"); }
BOOST_AUTO_TEST_CASE(by_a_handler) {
  check<walk_by_handler<stack>>("holder");
  check<walk_by_handler<stack, owner::region>>("region");
}

BOOST_AUTO_TEST_SUITE_END()
