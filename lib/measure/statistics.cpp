// lib/measure/statistics.cpp -- the percentile bootstrap, drawn from a generator that is the same
// on every standard library.
#include "lib/measure/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/statistics/univariate_statistics.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace kont::measure {
namespace {

constexpr int resamples = 1'000;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Medians of samples drawn with replacement.
class bootstrap {
  std::span<double const> samples_;
  std::vector<double> drawn_;
  boost::random::uniform_int_distribution<std::size_t> index_;

 public:
  explicit bootstrap(std::span<double const> samples)
      : samples_(samples), drawn_(samples.size()), index_(0, samples.size() - 1) {}

  double operator()(boost::random::mt19937_64& dice) {
    std::ranges::generate(drawn_, [&] { return samples_[index_(dice)]; });
    return boost::math::statistics::median(drawn_);
  }
};

template <class Draw> interval percentiles(Draw draw) {
  std::vector<double> drawn(resamples);
  std::ranges::generate(drawn, draw);
  std::ranges::sort(drawn);
  return {drawn[resamples * 25 / 1000], drawn[resamples * 975 / 1000]};
}

}  // namespace

double median(std::span<double const> samples) {
  if (samples.empty()) return nan;
  std::vector<double> copy(samples.begin(), samples.end());
  return boost::math::statistics::median(copy);
}

summary summarise(std::span<double const> samples, std::uint64_t seed) {
  if (samples.empty()) return {nan, nan, {nan, nan}};
  boost::random::mt19937_64 dice(seed);
  bootstrap draw(samples);
  return {std::ranges::min(samples), median(samples), percentiles([&] { return draw(dice); })};
}

estimate mean_of_normal(std::span<double const> samples) {
  if (samples.empty()) return {nan, {nan, nan}};
  auto const mean = boost::math::statistics::mean(samples);
  if (samples.size() == 1) return {mean, {nan, nan}};
  auto const n = static_cast<double>(samples.size());
  boost::math::students_t const law(n - 1);
  auto const half = quantile(complement(law, 0.025)) *
                    std::sqrt(boost::math::statistics::sample_variance(samples) / n);
  return {mean, {mean - half, mean + half}};
}

estimate estimate_of_medians(std::span<std::span<double const> const> all,
                             std::function<double(std::span<double const>)> const& of,
                             std::uint64_t seed) {
  if (std::ranges::any_of(all, [](auto samples) { return samples.empty(); }))
    return {nan, {nan, nan}};
  boost::random::mt19937_64 dice(seed);
  std::vector<bootstrap> draws(all.begin(), all.end());
  std::vector<double> medians(all.size());
  std::ranges::transform(all, medians.begin(), [](auto samples) { return median(samples); });
  auto const value = of(medians);
  auto const again = [&] {
    std::ranges::transform(draws, medians.begin(), [&](bootstrap& draw) { return draw(dice); });
    return of(medians);
  };
  return {value, percentiles(again)};
}

estimate ratio_of_medians(std::span<double const> above, std::span<double const> below,
                          std::uint64_t seed) {
  std::span<double const> const both[] = {above, below};
  return estimate_of_medians(
      both, [](auto medians) { return medians[0] / medians[1]; }, seed);
}

}  // namespace kont::measure
