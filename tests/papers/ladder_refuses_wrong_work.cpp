// tests/papers/ladder_refuses_wrong_work.cpp -- no time without the right answer and equal work.
#include <boost/test/unit_test.hpp>

#include "papers/ladder/audit.hpp"
#include "papers/ladder/report.hpp"
#include "tests/papers/ladder_rows.hpp"

BOOST_AUTO_TEST_SUITE(ladder_refuses_wrong_work)

using namespace ladder_test;

BOOST_AUTO_TEST_CASE(a_row_with_a_wrong_checksum_is_named_and_the_exit_code_is_1) {
  rows const all{make_row("switch", "stack", "kont"), make_row("switch", "frame", "kont", 1)};
  auto const found = measure_rows(all, short_plan(), {});
  BOOST_TEST(found.rows[0].refused == "");
  BOOST_TEST(found.rows[1].refused ==
             "wrong checksum: 499501, the answer for 1000 operations is 499500");
  BOOST_TEST(!found.rows[1].ns.has_value());
  auto const table = to_text(found, 80);
  BOOST_TEST(table.find("frame n=1 REFUSED: wrong checksum") != table.npos);
  scratch const s("switch");
  BOOST_TEST(run(s.chosen, all, {}) == 1);
}

BOOST_AUTO_TEST_CASE(right_and_equal_rows_give_exit_code_0) {
  scratch const s;
  BOOST_TEST(run(s.chosen, {make_row("switch", "stack", "kont")}, {}) == 0);
}

BOOST_AUTO_TEST_CASE(a_row_that_did_other_work_than_most_of_its_group_is_refused) {
  auto const found = measure_rows(
      {make_row("switch", "ucontext", "kont", 0, 2), make_row("switch", "stack", "kont"),
       make_row("switch", "frame", "kont"), make_row("switch", "closure", "kont", 0, 0)},
      short_plan(), {});
  BOOST_TEST(found.rows[0].refused ==
             "unequal work: 2000 switches, the others of its group did 1000");
  BOOST_TEST(!found.rows[0].ns.has_value());
  for (std::size_t i = 1; i < 4; ++i) BOOST_TEST(found.rows[i].refused == "");
}

BOOST_AUTO_TEST_CASE(an_answer_that_goes_wrong_only_in_a_long_run_is_caught_too) {
  struct late : plain {
    late() : plain("switch", 0, 1) {}
    work run(std::uint64_t ops) override {
      off = ops > 5000 ? 1 : 0;
      return plain::run(ops);
    }
  };
  auto r = make_row("switch", "stack", "kont");
  r.make = [] { return std::make_unique<late>(); };
  auto const found = measure_rows({r}, short_plan(), {});
  BOOST_TEST(found.rows[0].refused.starts_with("wrong checksum"));
}

BOOST_AUTO_TEST_CASE(doing_fewer_operations_than_asked_is_wrong_work) {
  BOOST_TEST(wrong_answer("call", 10, {.ops = 9, .checksum = 45}) ==
             "wrong work: 9 operations, asked for 10");
  BOOST_TEST(wrong_answer("call", 10, {.ops = 10, .checksum = 45}) == "");
}

BOOST_AUTO_TEST_CASE(a_row_that_cannot_be_made_is_skipped_with_its_reason) {
  auto const found =
      measure_rows({make_row("switch", "stack", "kont"), row_that_throws()}, short_plan(), {});
  BOOST_TEST(found.rows.size() == 1u);
  BOOST_TEST_REQUIRE(found.absent.size() == 1u);
  BOOST_TEST(found.absent[0].system == "kont");
  BOOST_TEST(found.absent[0].why == "switch/ucontext/kont//1: no such machine");
}

BOOST_AUTO_TEST_SUITE_END()
