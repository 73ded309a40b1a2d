// tests/unit/measure_statistics.cpp -- minimum, median and bootstrap give known answers.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include "lib/measure/statistics.hpp"

BOOST_AUTO_TEST_SUITE(measure_statistics)

using namespace kont::measure;

namespace {

std::vector<double> one_to(int n) {
  std::vector<double> all(static_cast<std::size_t>(n));
  std::iota(all.rbegin(), all.rend(), 1.0);
  return all;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_median_is_the_middle_one_or_the_mean_of_two) {
  BOOST_TEST(median(one_to(5)) == 3);
  BOOST_TEST(median(one_to(4)) == 2.5);
  BOOST_TEST(std::isnan(median({})));
}

BOOST_AUTO_TEST_CASE(equal_samples_have_an_interval_of_no_width) {
  std::vector<double> const same(20, 7.0);
  auto const s = summarise(same, 1);
  BOOST_TEST(s.min == 7);
  BOOST_TEST(s.median == 7);
  BOOST_TEST(s.ci95.low == 7);
  BOOST_TEST(s.ci95.high == 7);
}

BOOST_AUTO_TEST_CASE(the_interval_is_as_wide_as_order_statistics_say) {
  // For n = 101 the exact 95 % interval of a median runs from the 41st to the 61st value.
  auto const s = summarise(one_to(101), 1);
  BOOST_TEST(s.min == 1);
  BOOST_TEST(s.median == 51);
  BOOST_TEST(std::abs(s.ci95.low - 41) <= 3);
  BOOST_TEST(std::abs(s.ci95.high - 61) <= 3);
}

BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_interval) {
  std::vector<double> samples;
  for (int i = 0; i < 40; ++i) samples.push_back(std::sin(i));
  auto const a = summarise(samples, 5), b = summarise(samples, 5);
  BOOST_TEST(a.ci95.low == b.ci95.low);
  BOOST_TEST(a.ci95.high == b.ci95.high);
}

BOOST_AUTO_TEST_CASE(a_ratio_of_medians_lies_in_its_interval) {
  auto const ratio = ratio_of_medians(one_to(101), std::vector<double>(10, 102.0), 1);
  BOOST_TEST(ratio.value == 0.5);
  BOOST_TEST(ratio.ci95.low < 0.5);
  BOOST_TEST(ratio.ci95.high > 0.5);
  BOOST_TEST(std::isnan(ratio_of_medians({}, one_to(3), 1).value));
}

// 12.706 and 2.776: the two-sided 5 % points of t with 1 and 4 degrees of freedom (Fisher & Yates:
// Statistical tables, 1938, table III).
BOOST_AUTO_TEST_CASE(the_interval_of_a_mean_is_students) {
  auto const two = mean_of_normal(std::vector<double>{1, 3});  // s / sqrt(n) is 1
  BOOST_TEST(two.value == 2);
  BOOST_TEST(std::abs(two.ci95.high - (2 + 12.706)) < 0.001);
  BOOST_TEST(std::abs(two.ci95.low - (2 - 12.706)) < 0.001);
  auto const five = mean_of_normal(one_to(5));  // it is sqrt(1 / 2)
  BOOST_TEST(std::abs(five.ci95.high - (3 + 2.776 * std::sqrt(0.5))) < 0.001);
  BOOST_TEST(mean_of_normal(one_to(1)).value == 1);
  BOOST_TEST(std::isnan(mean_of_normal(one_to(1)).ci95.low));
  BOOST_TEST(std::isnan(mean_of_normal({}).value));
}

BOOST_AUTO_TEST_CASE(intervals_that_touch_overlap) {
  BOOST_TEST(overlap({1, 2}, {2, 3}));
  BOOST_TEST(!overlap({1, 2}, {2.1, 3}));
}

BOOST_AUTO_TEST_SUITE_END()
