// papers/ladder/ladder.hpp -- the cost ladder in one call: measure, print, write the reports.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "papers/ladder/row.hpp"

namespace kont::ladder {

/// What the command line of `kont ladder` says. Nothing here is checked by the parser: run() does.
struct options {
  bool quick = false;          ///< the whole run within 30 s; otherwise within 5 min
  bool counts = false;         ///< instructions per operation too, by callgrind; takes minutes more
  bool list = false;           ///< print the keys of the rows that are chosen and stop
  std::string only;            ///< ECMAScript regex searched in the rows' keys; "": all rows
  std::string strategy;        ///< of kont's rows, only this strategy; baselines and peers stay in
  std::filesystem::path json;  ///< a copy of ladder.json; "": none
  std::filesystem::path output_dir = "build/reports/ladder";  ///< made when missing
  std::uint64_t seed = 1;  ///< of the order of the samples and of the bootstrap

  /// How this program runs this function again, for --counts and for memory rows in a process of
  /// their own: {program, "ladder"}; " --one-row KEY --ops N" is added. Empty: never.
  std::vector<std::string> self;
  std::string one_row;            ///< hidden: run this row once, print what it did as JSON, stop
  std::uint64_t one_row_ops = 0;  ///< hidden: that many operations; 0: the audit's
};

/// Measures `all`, prints the table on standard output (progress on standard error when that is a
/// terminal) and writes ladder.{json,csv,md} and index.html under output_dir. `absent` are the
/// systems this build does not have. Returns 0, or 1 when rows were refused for wrong or unequal
/// work. After a SIGINT it prints the table of what has been measured until then, writes no file,
/// and returns 130. Throws usage_error (exit code 2) for a bad regex, strategy, or file.
int run(options const& chosen, rows const& all, std::vector<skipped> const& absent);

}  // namespace kont::ladder
