// tests/papers/ladder_rows_give_the_answer.cpp -- each row of the ladder does what it says it does.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <regex>
#include <set>
#include <string>

#include "papers/ladder/all_rows.hpp"
#include "papers/ladder/claims.hpp"
#include "papers/ladder/rungs.hpp"

BOOST_AUTO_TEST_SUITE(ladder_rows_give_the_answer)

using namespace kont::ladder;

namespace {

/// Odd and even, fewer than are alive and more, and each time from the beginning.
void gives_the_answer(row const& r) {
  auto const ready = r.make();
  for (std::uint64_t const ops : {7u, 64u, 1u, 301u}) {
    auto const did = ready->run(ops);
    BOOST_TEST(did.ops == ops);
    BOOST_TEST(did.checksum == answer(r.rung, ops));
  }
  BOOST_TEST((r.timed || ready->bytes_each() >= 0));
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_row_with_few_alive_gives_the_closed_form) {
  for (auto const& r : all_rows().all) {
    if (r.n > 1'000) continue;
    BOOST_TEST_CONTEXT(key(r)) gives_the_answer(r);
  }
}

BOOST_AUTO_TEST_CASE(no_two_rows_have_the_same_key_and_all_have_a_rung) {
  std::set<std::string> seen;
  for (auto const& r : all_rows().all) {
    BOOST_TEST_CONTEXT(key(r)) {
      BOOST_TEST(seen.insert(key(r)).second);
      BOOST_CHECK_NO_THROW(find_rung(r.rung));
    }
  }
}

BOOST_AUTO_TEST_CASE(every_timed_group_has_a_baseline) {
  std::set<std::string> has, needs;
  for (auto const& r : all_rows().all) {
    auto const group = r.rung + '/' + std::to_string(r.n);
    if (r.system == "baseline") has.insert(group);
    if (r.timed) needs.insert(group);
  }
  for (auto const& group : needs) BOOST_TEST(has.contains(group), group);
}

// Of two rows that match, the first would be held against it, and nobody would see.
BOOST_AUTO_TEST_CASE(a_claim_is_about_one_row) {
  auto const rows = all_rows().all;
  for (auto const& c : claims()) {
    if (c.of != quantity::cost) continue;
    for (auto const selector : {c.numerator, c.denominator}) {
      std::regex const pattern(selector.begin(), selector.end());
      auto const found = std::ranges::count_if(
          rows, [&](row const& r) { return std::regex_search(key(r), pattern); });
      BOOST_TEST((selector.empty() || found <= 1), selector << " is " << found << " rows");
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
