// papers/frame/result.hpp -- what a reproduction has measured, and its file.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/measure/machine.hpp"

namespace kont::papers {

/// One thing measured: a row of the ladder, a program of the suite, a run in the lab.
struct point {
  std::string key;   ///< what selectors are searched in
  std::string at{};  ///< which of its series: "100", or a program's name; "": the only one
  std::vector<double> samples{};  ///< in the table's unit; empty: it has an answer instead
  std::string answer{};
};

struct missing {
  std::string key, why;
};

struct result {
  measure::machine on;
  bool quick = false;
  double noise = 1;  ///< how far from 1 the ratio of two equal rows went: at least 1
  std::vector<point> points;
  std::vector<missing> absent;
};

std::string to_json(result const& r);
/// Throws usage_error: the file, the place and the rule.
result read_result(std::filesystem::path const& file);

/// Those whose keys the selector (ECMAScript) is found in, in their order. O(points).
std::vector<point const*> matching(result const& r, std::string const& selector);

/// The number that a point's `at` is, or nothing.
std::optional<double> number_of(std::string_view text);

double median_of(point const& p);

/// "2026-11-26-amd-epyc-2-cores.json": the day and the machine, in letters that any file may have.
std::string file_name(measure::machine const& on);

/// The newest result in folder/results by its name; empty where there is none.
std::filesystem::path newest_result(std::filesystem::path const& folder);

}  // namespace kont::papers
