// tests/papers/papers_stackless_rows.cpp -- factorials have their digits, and who cannot be
// suspended in a callback says so.
#include <boost/test/unit_test.hpp>

#include "papers/ladder/rungs.hpp"
#include "papers/stackless/rows.hpp"

BOOST_AUTO_TEST_SUITE(papers_stackless_rows)

using namespace kont;

// Of 998! and 2,000! by the integers of CPython; and 0 + 1 + ... + 220,522.
BOOST_AUTO_TEST_CASE(what_is_known_beforehand_is_right) {
  BOOST_TEST(ladder::answer("factorial.digits", 998) == 10'287u);
  BOOST_TEST(ladder::answer("factorial.digits", 2'000) == 23'382u);
  BOOST_TEST(ladder::answer("factorial.call", 998) == 1'195'438'875u);
  BOOST_TEST(ladder::answer("sax.element", 220'523) == 24'315'086'503u);
}

BOOST_AUTO_TEST_CASE(microthreads_go_deeper_than_recursion_may) {
  for (auto const& r : papers::factorial_rows())
    if (!r.timed) BOOST_TEST(r.make()->run(r.n).checksum == ladder::answer(r.rung, r.n), key(r));
}

BOOST_AUTO_TEST_CASE(who_cannot_says_why) {
  for (auto const& r : papers::sax_rows()) {
    if (r.note != "cannot" && r.note != "not installed") continue;
    BOOST_CHECK_EXCEPTION(r.make(), std::runtime_error, [&](std::runtime_error const& e) {
      return std::string_view(e.what()).starts_with(r.note + ": ");
    });
  }
}

BOOST_AUTO_TEST_SUITE_END()
