// tests/papers/ladder_lines.cpp -- costs along n: slope, fit and spread of the line, and crossings.
#include <boost/test/unit_test.hpp>
#include <functional>
#include <string>

#include "papers/ladder/claims.hpp"
#include "papers/ladder/lines.hpp"
#include "papers/ladder/report.hpp"
#include "papers/workloads/exchange.hpp"
#include "papers/workloads/several.hpp"

BOOST_AUTO_TEST_SUITE(ladder_lines)

using namespace kont::ladder;

namespace {

/// Times at n = 0, 10, 20 … of a strategy on control.depth.
std::vector<measured> family(std::string strategy, std::vector<double> const& ns) {
  std::vector<measured> out;
  for (std::uint64_t i = 0; i < ns.size(); ++i) {
    auto& m = out.emplace_back();
    m.what.rung = "control.depth", m.what.system = "kont";
    m.what.strategy = strategy, m.what.n = 10 * i;
    m.ns = kont::measure::summary{ns[i], ns[i], {ns[i], ns[i]}};
  }
  return out;
}
std::vector<measured> both(std::vector<measured> a, std::vector<measured> const& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_straight_line_is_found) {
  auto const found = lines(family("copy", {5, 25, 45, 65}));
  BOOST_REQUIRE(found.size() == 1u);
  BOOST_TEST(found[0].slope == 2);
  BOOST_TEST(found[0].at_zero == 5);
  BOOST_TEST(found[0].r2 == 1);
  BOOST_TEST(found[0].spread == 12);
}

BOOST_AUTO_TEST_CASE(a_bent_one_fits_worse) {
  auto const found = lines(family("copy", {0, 1, 4, 9}));
  BOOST_TEST(found.at(0).r2 == 0.9184, boost::test_tools::tolerance(1e-3));  // 15² / (5 · 49)
}

BOOST_AUTO_TEST_CASE(two_points_are_no_line) { BOOST_TEST(lines(family("copy", {1, 2})).empty()); }

BOOST_AUTO_TEST_CASE(a_crossing_is_said_in_words) {
  auto const dear = lines(both(family("stack", {10, 10, 10}), family("copy", {20, 30, 40})));
  BOOST_TEST(remark(dear.at(1), dear) == "dearer than stack from 0 on");
  BOOST_TEST(remark(dear.at(0), dear) == "");
  auto const late = lines(both(family("stack", {10, 10, 10}), family("copy", {5, 9, 13})));
  BOOST_TEST(remark(late.at(1), late) == "dearer than stack from n = 13 on");
  auto const like = lines(both(family("stack", {10, 10, 10}), family("copy", {11, 11, 11})));
  BOOST_TEST(remark(like.at(1), like) == "as dear as stack");
  auto const never = lines(both(family("stack", {10, 10, 10}), family("copy", {5, 5, 5})));
  BOOST_TEST(remark(never.at(1), never) == "never dearer than stack");
}

BOOST_AUTO_TEST_CASE(claims_can_be_about_lines) {
  claim const wanted[] = {{"bent", "", "/copy/", "", 0.1, quantity::misfit},
                          {"flat", "", "/stack/", "", 0.15, quantity::spread}};
  auto const all = both(family("stack", {10, 11, 10}), family("copy", {0, 1, 4, 9}));
  auto const said = judge(wanted, all, 1);
  BOOST_TEST(said[0].value->value == 1 - 0.9184, boost::test_tools::tolerance(1e-2));
  BOOST_TEST(said[0].holds());
  BOOST_TEST(said[1].value->value == 0.1, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(as_many_frames_wait_beneath_a_transfer_as_are_asked_for) {
  for (std::uint64_t const depth : {0u, 10u, 150u}) {
    kont::workloads::exchange<kont::stack> two(depth);
    two.run(7);
    BOOST_TEST(two.leave() == depth);
  }
}

BOOST_AUTO_TEST_CASE(runs_are_by_each_of_several_in_turn) {
  struct noting : kont::ladder::fixture {
    std::string& log;
    char name;
    explicit noting(std::string& l) : log(l), name(static_cast<char>('a' + log.size())) {
      log += '.';
    }
    kont::ladder::work run(std::uint64_t ops) override { return log += name, work{.ops = ops}; }
  };
  std::string log;
  kont::workloads::several<noting> five(std::ref(log));
  for (std::uint64_t n = 1; n <= 7; ++n) BOOST_TEST(five.run(n).ops == n);
  BOOST_TEST(log == ".....abcdeab");
}

BOOST_AUTO_TEST_SUITE_END()
