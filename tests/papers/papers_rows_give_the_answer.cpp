// tests/papers/papers_rows_give_the_answer.cpp -- each row that only a table of others has does
// what it says it does.
#include <boost/test/unit_test.hpp>
#include <set>

#include "papers/frame/measure.hpp"
#include "papers/ladder/rungs.hpp"

BOOST_AUTO_TEST_SUITE(papers_rows_give_the_answer)

using namespace kont::ladder;

namespace {

/// Those that the ladder has not, of what is installed, with few alive.
rows rows_of_tables() {
  std::vector<kont::papers::missing> absent;
  auto some = kont::papers::rows_of_papers(absent);
  std::erase_if(some, [](row const& r) {
    return place(r.rung) < rungs().size() || r.n > 1'000 || r.note == "not installed" ||
           r.note == "cannot" || r.variant == "10000000 alive";
  });
  return some;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_row_gives_the_closed_form) {
  for (auto const& r : rows_of_tables()) {
    BOOST_TEST_CONTEXT(key(r)) {
      auto const ready = r.make();
      for (std::uint64_t const ops : {7u, 64u, 1u, 301u}) {
        auto const did = ready->run(ops);
        BOOST_TEST(did.ops == ops);
        BOOST_TEST(did.checksum == answer(r.rung, ops));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(no_two_rows_have_the_same_key) {
  std::set<std::string> seen;
  for (auto const& r : rows_of_tables()) BOOST_TEST(seen.insert(key(r)).second, key(r));
}

// Our programs check what they compute where they come to its end; the answers of some are those.
BOOST_AUTO_TEST_CASE(programs_come_to_their_ends) {
  for (auto const& r : rows_of_tables()) {
    if (r.n != 1 || (r.system != "kont" && r.system != "baseline")) continue;
    std::uint64_t const ops = r.max_ops != 0 ? r.max_ops : 300'000;
    BOOST_TEST_CONTEXT(key(r)) {
      auto const did = r.make()->run(ops);
      BOOST_TEST(did.ops == ops);
      BOOST_TEST(did.checksum == answer(r.rung, ops));
    }
  }
}

// Olivier et al., LCPC 2006: 4,130,071 nodes and 4,112,897.
BOOST_AUTO_TEST_CASE(whole_trees_have_the_published_nodes_on_two_workers) {
  for (auto const& r : rows_of_tables()) {
    if (!r.rung.starts_with("memory.t") || r.variant != "crew of 2") continue;
    BOOST_TEST_CONTEXT(key(r)) {
      auto const nodes = r.rung == "memory.t1" ? 4'130'071u : 4'112'897u;
      BOOST_TEST(r.make()->run(nodes).checksum == nodes);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
