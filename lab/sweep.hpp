// lab/sweep.hpp -- one number of a workload or a policy, through a range: curves, not points.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lab/contender.hpp"
#include "lab/seeds.hpp"
#include "lab/workload.hpp"

namespace kont::lab {

/// A curve for each policy: what came of each value, the mean over the seeds.
struct sweep {
  std::string x, y;  ///< what they are
  bool logarithmic_x = false, logarithmic_y = false;
  std::vector<double> values{};
  std::vector<std::string> names{};  ///< of the values, where these are none: then it is a map
  std::vector<std::string> policies{};
  std::vector<std::vector<double>> curves{};
};

/// `load`: the p99 of turnarounds where an open queue loads the processor by 0.1 to 0.95 (the mean
/// gap is made to fit the mean service). `quantum`: Jain's fairness index with quanta of 1 to 1000,
/// of policies that have one. `workload`: the mean turnaround in p and in each named workload, as a
/// multiple of the best policy's. Turnarounds are unknown where a job has not ended. Simulated.
/// Throws usage_error, which names what is missing.
sweep run_sweep(std::string_view what, std::vector<chosen> const& policies, plan const& p,
                range seeds);

/// A row for each value, at most 100 columns wide: policies go on in a second table.
std::string table_of(sweep const& s);
/// A line `policy,x,y` for each point; y is empty where it is unknown.
std::string csv_of(sweep const& s);
/// An <svg> element, as page.hpp has them.
std::string svg_of(sweep const& s);

}  // namespace kont::lab
