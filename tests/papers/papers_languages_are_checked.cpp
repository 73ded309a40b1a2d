// tests/papers/papers_languages_are_checked.cpp -- a program in another language: no time without
// the right answer.
#include <boost/test/unit_test.hpp>

#include "tests/papers/papers_fixtures.hpp"

BOOST_AUTO_TEST_SUITE(papers_languages_are_checked)

using namespace papers_test;

namespace {

/// One that claims to take 10 ns an operation, and adds `wrong` to its answers.
kont::languages::program shell(std::string const& system, std::string const& wrong) {
  auto const body =
      "while read rung ops; do [ $rung = generator.element ] && echo none: no such || "
      "echo $((ops * (ops - 1) / 2 + " +
      wrong + ")) $((ops * 10)); done";
  return {.system = system, .run = {"sh", "-c", body}};
}

/// What is found of a paper with that program.
result measured(kont::languages::program p) {
  paper some;
  some.programs.push_back(std::move(p));
  scratch const s;
  return measure(some, {.seconds = 0, .self = {}, .built = s.root / "built"}, {});
}

std::string why(result const& r, std::string const& key) {
  for (auto const& m : r.absent)
    if (m.key == key) return m.why;
  return "";
}

}  // namespace

BOOST_AUTO_TEST_CASE(its_time_is_by_its_own_clock) {
  auto const r = measured(shell("honest", "0"));
  BOOST_TEST_REQUIRE(r.points.size() == 3u);
  for (auto const& p : r.points) BOOST_TEST(median_of(p) == 10, p.key);
  BOOST_TEST(r.points[0].at == "microthread.yield");
  BOOST_TEST(why(r, "generator.element//honest//1") == "no such");
}

BOOST_AUTO_TEST_CASE(a_wrong_answer_has_no_time) {
  auto const r = measured(shell("wrong", "1"));
  BOOST_TEST(r.points.size() == 0u);
  BOOST_TEST(why(r, "microthread.yield//wrong//1000") ==
             "wrong checksum: 499501, the answer for 1000 operations is 499500");
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_wrong_only_later_has_none_either) {
  BOOST_TEST(measured(shell("late", "(ops > 50000)")).points.size() == 0u);
}

BOOST_AUTO_TEST_CASE(one_that_is_not_there_is_absent) {
  auto const none = measured({.system = "none", .run = {"kont-no-such-program"}});
  BOOST_TEST(none.points.size() == 0u);
  BOOST_TEST(why(none, "create.microthread//none//1") == "not installed: kont-no-such-program");
  auto const unbuilt =
      measured({.system = "x", .build = {"sh", "-c", "echo no >&2; exit 1"}, .run = {"true"}});
  BOOST_TEST(why(unbuilt, "create.microthread//x//1") == "no");
}

BOOST_AUTO_TEST_CASE(it_is_built_before_it_is_asked) {
  auto p = shell("built", "0");
  auto const body = p.run.back();
  p.build = {"sh", "-c", "echo '" + body + "' >\"$1\"", "build", "{out}/program.sh"};
  p.run = {"sh", "{out}/program.sh"};
  BOOST_TEST(measured(p).points.size() == 3u);
}

BOOST_AUTO_TEST_SUITE_END()
