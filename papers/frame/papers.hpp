// papers/frame/papers.hpp -- what `kont papers` does: list, show, pages, reproduce, all, check.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "papers/frame/measure.hpp"

namespace kont::papers {

/// What the command line says.
struct options {
  std::filesystem::path papers;  ///< the folder of the tables: a folder each
  std::filesystem::path
      output_dir;  ///< KEY/{result.json,table.csv,table.md,index.html}, index.html
  std::string key;
  bool quick = false, keep = false, again = false;
  std::uint64_t seed = 1;
  std::vector<std::string> self;  ///< how this program weighs a row in a process of its own
};

/// How a paper is measured: measure(), but for tests.
using measuring = std::function<result(paper const&, effort const&, ladder::progress const&)>;

// All throw usage_error (exit code 2) for a bad paper, key or file; they return the exit code.

/// A line for each paper: what its newest kept result says.
int list(options const& how);
/// The table as it was kept, with its claims.
int show(options const& how);
/// The pages of all that is kept, and their index, into output_dir; nothing is measured.
int pages(options const& how);
/// Measures one, prints it, writes its reports and the index; with `keep` its results/ and README.
int reproduce(options const& how, measuring const& by = measure);
/// The same of all. One that was ended goes on where it was, unless `again`: what is done is
/// written down as it is done.
int all(options const& how, measuring const& by = measure);
/// Compares each README with what its data say: 1 where one differs. With `keep` it is made anew.
int check(options const& how);

}  // namespace kont::papers
