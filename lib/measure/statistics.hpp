// lib/measure/statistics.hpp -- samples summed up without a model: minimum, median, bootstrap.
#pragma once
#include <cstdint>
#include <functional>
#include <span>

namespace kont::measure {

struct interval {
  double low = 0, high = 0;
};

/// Do they have a point in common?
inline bool overlap(interval a, interval b) { return a.low <= b.high && b.low <= a.high; }

/// A number and its 95 % interval.
struct estimate {
  double value = 0;
  interval ci95;
};

struct summary {
  double min = 0, median = 0;
  interval ci95;  ///< of the median
};

/// The middle one, or the mean of the two in the middle. NaN for no samples. O(n).
double median(std::span<double const> samples);

/// Minimum, median and the percentile bootstrap's 95 % interval of the median (Efron 1979), of
/// 1,000 resamples. The same samples and seed give the same interval. No samples: all NaN.
summary summarise(std::span<double const> samples, std::uint64_t seed);

/// The mean, and the 95 % interval of it, by Student's t: right where the samples are normal, and
/// nearly where they are many or even. Of one sample, no interval: NaN; of none, all NaN.
estimate mean_of_normal(std::span<double const> samples);

/// median(above) / median(below), each resampled on its own. NaN when either has no samples.
estimate ratio_of_medians(std::span<double const> above, std::span<double const> below,
                          std::uint64_t seed);

/// What `of` makes of the medians of all, and its interval when each is resampled on its own.
/// NaN when one has no samples. O(1,000 × (samples + what `of` takes)).
estimate estimate_of_medians(std::span<std::span<double const> const> all,
                             std::function<double(std::span<double const>)> const& of,
                             std::uint64_t seed);

}  // namespace kont::measure
