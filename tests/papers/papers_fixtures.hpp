// tests/papers/papers_fixtures.hpp -- a paper of three rows, and results with the values wanted.
#pragma once
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "lib/measure/safe_file.hpp"
#include "lib/usage_error.hpp"
#include "papers/frame/papers.hpp"

namespace papers_test {

using namespace kont::papers;

/// Samples around a value, within a percent.
inline std::vector<double> about(double value) {
  std::vector<double> samples;
  for (int i = 0; i < 21; ++i) samples.push_back(value * (1 + 0.001 * (i % 11 - 5)));
  return samples;
}

/// The curve of `key` over n = 10, 20, ...
inline void add_curve(result& r, std::string const& key, std::vector<double> const& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto const n = std::to_string(10 * (i + 1));
    r.points.push_back({.key = key + '/' + n, .at = n, .samples = about(values[i])});
  }
}

inline char const* const a_paper = R"({
  "title": "Two things", "citation": "A. Author", "year": 2000, "machine": "theirs",
  "about": ["One is faster."], "rows": ["^switch/"], "n": "n",
  "units": {"published": "s", "measured": "ns"},
  "series": [{"name": "one", "theirs": "this", "ours": "^one/", "published": {"x": "n", "y": "a"}},
             {"name": "two", "theirs": "that", "ours": "^two/"}],
  "claims": [{"kind": "order", "says": "one is faster", "less": "^one/10$", "more": "^two/10$"}]
})";

/// A folder of papers with the one above under the key `two_things`, and one for reports.
struct scratch {
  std::filesystem::path const root =
      std::filesystem::temp_directory_path() / ("kont.papers." + std::to_string(::getpid()));
  options how{
      .papers = root / "papers", .output_dir = root / "reports", .key = "two_things", .self = {}};

  explicit scratch(std::string const& json = a_paper) { add("two_things", json); }
  scratch(scratch const&) = delete;
  ~scratch() { std::filesystem::remove_all(root); }

  void add(std::string const& key, std::string const& json) const {
    kont::measure::replace_file(how.papers / key / "paper.json", json);
    kont::measure::replace_file(how.papers / key / "published.csv",
                                "# where it was read\nn,a\n10,1.5\n20,2.5\n");
  }
};

/// What a run finds where one takes `one` and two 2.
inline measuring measuring_of(double one) {
  return [one](paper const&, effort const&, kont::ladder::progress const&) {
    result r{.on = {}, .points = {}, .absent = {}};
    r.on.cpu = "Some CPU", r.on.date = "2026-01-02T03:04:05Z", r.on.cores = 2;
    add_curve(r, "one", {one, one});
    add_curve(r, "two", {2, 2});
    return r;
  };
}

/// The line of the usage_error that `f` ends with, or "".
template <class F> std::string refusal(F f) {
  try {
    f();
    return "";
  } catch (kont::usage_error const& e) { return e.what(); }
}

}  // namespace papers_test
