// tests/papers/papers_judge_each_kind.cpp -- a wrong measurement fails each kind of claim.
#include <boost/test/unit_test.hpp>

#include "papers/frame/judge.hpp"
#include "tests/papers/papers_fixtures.hpp"

BOOST_AUTO_TEST_SUITE(papers_judge_each_kind)

using namespace papers_test;

namespace {

std::string_view says(claim const& c, result const& r) { return in_words(judge(c, r).is); }

result two_points(double one, double two) {
  result r{.on = {}, .points = {}, .absent = {}};
  r.points = {{.key = "one", .samples = about(one)}, {.key = "two", .samples = about(two)}};
  return r;
}

result one_curve(std::vector<double> const& values) {
  result r{.on = {}, .points = {}, .absent = {}};
  add_curve(r, "one", values);
  return r;
}

}  // namespace

BOOST_AUTO_TEST_CASE(order) {
  claim const c{.is = kind::order, .says = {}, .of = "^one$", .to = "^two$"};
  BOOST_TEST(says(c, two_points(1, 2)) == "holds");
  BOOST_TEST(says(c, two_points(2, 1)) == "does not hold");
  BOOST_TEST(says(c, two_points(1, 1.1)) == "cannot tell");  // loops may lie so
}

BOOST_AUTO_TEST_CASE(ratio) {
  claim const c{.is = kind::ratio, .says = {}, .of = "^one$", .to = "^two$", .low = 2, .high = 4};
  BOOST_TEST(says(c, two_points(3, 1)) == "holds");
  BOOST_TEST(says(c, two_points(5, 1)) == "does not hold");
  BOOST_TEST(says(c, two_points(1, 1)) == "does not hold");
  auto noisy = two_points(3.5, 1);
  noisy.noise = 1.3;
  BOOST_TEST(says(c, noisy) == "cannot tell");
}

BOOST_AUTO_TEST_CASE(slope) {
  claim const c{.is = kind::slope, .says = {}, .of = "^one/", .low = 0.98, .high = 1};
  BOOST_TEST(says(c, one_curve({1, 2, 3, 4})) == "holds");
  BOOST_TEST(says(c, one_curve({1, 1, 1, 4})) == "does not hold");
  BOOST_TEST(says(c, one_curve({4, 3, 2, 1})) == "does not hold");
  BOOST_TEST(says(c, one_curve({1, 2})) == "cannot tell");
}

BOOST_AUTO_TEST_CASE(flat) {
  claim const c{.is = kind::flat, .says = {}, .of = "^one/", .high = 0.15};
  BOOST_TEST(says(c, one_curve({1, 1.05, 1})) == "holds");
  BOOST_TEST(says(c, one_curve({1, 1.5, 1})) == "does not hold");
}

BOOST_AUTO_TEST_CASE(crossover) {
  claim const c{
      .is = kind::crossover, .says = {}, .of = "^one/", .to = "^two/", .low = 20, .high = 30};
  auto const with = [](std::vector<double> const& one) {
    auto r = one_curve(one);
    add_curve(r, "two", {2, 2, 2, 2});
    return r;
  };
  BOOST_TEST(says(c, with({1, 1, 3, 4})) == "holds");
  BOOST_TEST(says(c, with({1, 1, 1, 4})) == "does not hold");  // later
  BOOST_TEST(says(c, with({3, 3, 3, 4})) == "does not hold");  // never below
  BOOST_TEST(says(c, with({1, 1, 1, 1})) == "does not hold");  // never above
  BOOST_TEST(judge(c, with({3, 3, 3, 4})).reason ==
             "they do not cross: ^one/ is above at every n, wanted 20.0 to 30.0");
  BOOST_TEST(judge(c, with({1, 1, 1, 1})).reason ==
             "they do not cross: ^two/ is above to the end, wanted 20.0 to 30.0");
}

BOOST_AUTO_TEST_CASE(exact) {
  claim const c{.is = kind::exact, .says = {}, .of = "^one$", .answer = "6.50"};
  result r{.on = {}, .points = {{.key = "one", .answer = "6.50"}}, .absent = {}};
  BOOST_TEST(says(c, r) == "holds");
  r.points[0].answer = "6.51";
  BOOST_TEST(says(c, r) == "does not hold");
}

BOOST_AUTO_TEST_CASE(what_was_not_measured_is_not_applicable) {
  claim const c{.is = kind::order, .says = {}, .of = "^one$", .to = "^three$"};
  auto r = two_points(1, 2);
  BOOST_TEST(says(c, r) == "not applicable");
  r.absent = {{"three", "not installed"}};
  BOOST_TEST(judge(c, r).reason == "three: not installed");
}

BOOST_AUTO_TEST_CASE(a_selector_that_matches_two_is_no_number) {
  claim const c{.is = kind::order, .says = {}, .of = "^(one|two)$", .to = "^two$"};
  BOOST_TEST(says(c, two_points(1, 2)) == "cannot tell");
}

BOOST_AUTO_TEST_SUITE_END()
