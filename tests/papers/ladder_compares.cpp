// tests/papers/ladder_compares.cpp -- what is below, what a row is divided by, what is only noise.
#include <boost/test/unit_test.hpp>

#include "papers/ladder/counts.hpp"
#include "papers/ladder/report.hpp"
#include "tests/papers/ladder_rows.hpp"

BOOST_AUTO_TEST_SUITE(ladder_compares)

using namespace ladder_test;
namespace measure = kont::measure;

namespace {

measured timed(row what, double ns) {
  measured m;
  m.what = std::move(what);
  m.samples = {ns, ns, ns};
  m.ns = measure::summary{ns, ns, {ns * 0.99, ns * 1.01}};
  return m;
}

row variant_of(row r, std::string name) {
  r.variant = std::move(name);
  return r;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_row_below_is_the_same_strategys_default) {
  report r;
  r.rows = {timed(make_row("switch", "stack", "kont"), 2),
            timed(variant_of(make_row("switch", "stack", "kont"), "bare"), 1),
            timed(make_row("switch", "frame", "kont"), 3),
            timed(make_row("generator.element", "frame", "kont"), 7),
            timed(make_row("generator.element", "context", "boost.coroutine2"), 50)};
  compare_with_below(r);
  BOOST_TEST(!r.rows[0].below.has_value());
  BOOST_TEST(r.rows[3].below->rung == "switch");
  BOOST_TEST(r.rows[3].below->ns == 4);
  BOOST_TEST(r.rows[4].below->ns == 48);  // no other kin: what users get by default
}

BOOST_AUTO_TEST_CASE(rows_are_divided_by_the_default_stack_or_the_fastest_baseline) {
  report r;
  r.rows = {timed(make_row("call", "", "baseline"), 2),
            timed(variant_of(make_row("call", "", "baseline"), "fast"), 1),
            timed(make_row("switch", "frame", "kont"), 3),
            timed(make_row("switch", "stack", "kont"), 6)};
  BOOST_TEST(ratio_text(r, r.rows[0]) == "2.00");
  BOOST_TEST(ratio_text(r, r.rows[1]) == "1");
  BOOST_TEST(ratio_text(r, r.rows[2]) == "0.50");
}

BOOST_AUTO_TEST_CASE(a_difference_below_the_noise_is_a_tilde) {
  report r;
  r.rows = {timed(make_row("switch", "stack", "kont"), 100),
            timed(make_row("switch", "frame", "kont"), 101),
            timed(make_row("switch", "context", "kont"), 104)};
  BOOST_TEST(ratio_text(r, r.rows[1]) == "~");  // the intervals overlap
  BOOST_TEST(ratio_text(r, r.rows[2]) == "1.04");
  r.aa = {{r.rows[0].what, {1.0, {0.95, 1.02}}}};
  BOOST_TEST(ratio_text(r, r.rows[2]) == "~");  // A/A was off by as much
}

BOOST_AUTO_TEST_CASE(a_claim_holds_falls_short_or_was_not_measured) {
  claim const half{"a ÷ b", "switch", "^switch/stack/", "^switch/frame/", 0.5};
  std::vector<measured> some{timed(make_row("switch", "stack", "kont"), 2)};
  BOOST_TEST(in_words(judge({&half, 1}, some, 1)[0]) == "not measured");
  some.push_back(timed(make_row("switch", "frame", "kont"), 4));
  BOOST_TEST(in_words(judge({&half, 1}, some, 1)[0]) == "holds");
  some[1] = timed(make_row("switch", "frame", "kont"), 3);
  BOOST_TEST(in_words(judge({&half, 1}, some, 1)[0]) == "falls short");
}

BOOST_AUTO_TEST_CASE(numbers_have_three_digits_that_matter) {
  BOOST_TEST(number(0.874) == "0.87");
  BOOST_TEST(number(45.26) == "45.3");
  BOOST_TEST(number(12345.6) == "12346");
  BOOST_TEST(number(123456.0) == "123k");
  BOOST_TEST(number(12'345'678.0) == "12.3M");
  BOOST_TEST(number(std::nullopt) == "");
}

BOOST_AUTO_TEST_CASE(the_count_of_callgrind_is_read) {
  BOOST_TEST(collected("==7== Events    : Ir\n==7== Collected : 123456\n").value() == 123456u);
  BOOST_TEST(!collected("valgrind: killed").has_value());
}

BOOST_AUTO_TEST_CASE(every_line_fits_80_columns) {
  report r;
  r.rows = {timed(variant_of(make_row("switch", "stack", "kont"), std::string(90, 'v')), 2),
            timed(make_row("generator.tree", "stack", "kont"), 123456789)};
  r.rows[0].refused = std::string(70, 'w') + ' ' + std::string(70, 'w');
  r.rows[1].note = std::string(200, 'n');
  r.claims = judge(claims(), r.rows, 1);
  auto const table = to_text(r, 80);
  std::size_t wide = 0;
  for (char const c : table) {
    if (c == '\n')
      wide = 0;
    else if ((c & 0xC0) != 0x80)
      ++wide;
    BOOST_TEST_REQUIRE(wide <= 80u);
  }
}

BOOST_AUTO_TEST_SUITE_END()
