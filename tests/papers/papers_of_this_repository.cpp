// tests/papers/papers_of_this_repository.cpp -- each table is whole, its page says what its data
// say, and exact answers are ours too.
#include <boost/test/unit_test.hpp>
#include <regex>

#include "papers/frame/report.hpp"
#include "tests/papers/papers_fixtures.hpp"

BOOST_AUTO_TEST_SUITE(papers_of_this_repository)

using namespace papers_test;

namespace {

std::filesystem::path const here = KONT_PAPERS;

}  // namespace

BOOST_AUTO_TEST_CASE(readmes_say_what_their_data_say) {
  BOOST_TEST(check({.papers = here, .output_dir = {}, .key = {}, .self = {}}) == 0);
}

BOOST_AUTO_TEST_CASE(there_are_five_claims_a_table) {
  for (auto const& key : keys_in(here)) BOOST_TEST(read_paper(here / key).claims.size() >= 5u, key);
}

// A selector that matches nothing would be "not applicable" for ever.
BOOST_AUTO_TEST_CASE(every_claim_is_about_something_that_was_measured_or_is_absent) {
  for (auto const& key : keys_in(here)) {
    auto const p = read_paper(here / key);
    auto const found = read_result(newest_result(here / key));
    for (auto const& c : p.claims)
      for (auto const& selector : {c.of, c.to}) {
        if (selector.empty() || !c.not_applicable.empty()) continue;
        auto const known = std::ranges::any_of(found.absent, [&](missing const& m) {
          return std::regex_search(m.key, std::regex(selector));
        });
        BOOST_TEST((known || !matching(found, selector).empty()), key << ": " << selector);
      }
  }
}

BOOST_AUTO_TEST_CASE(exact_answers_are_ours) {
  for (auto const& key : keys_in(here)) {
    auto const p = read_paper(here / key);
    if (p.lab.empty()) continue;
    for (auto const& v : judge_all(p, measure(p, {.quick = true, .self = {}}, {})))
      BOOST_TEST((v.is == finding::holds), key << ": " << v.reason);
  }
}

BOOST_AUTO_TEST_SUITE_END()
