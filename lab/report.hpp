// lab/report.hpp -- figures as tables, files and pictures.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "lab/account.hpp"
#include "lab/contender.hpp"

namespace kont::lab {

/// One run, by one seed.
struct trial {
  std::string policy;
  std::uint64_t seed = 0;
  figures of;
  bool real = false;  ///< on microthreads
};

/// ` (Kleinrock 1964)`; empty where there is none.
std::string source_of(contender const& c);
/// The policies with their settings, and where they come from.
std::string list_of_policies();
/// The same of the workloads that have names.
std::string list_of_workloads();
/// A row for each job, at most `rows`.
std::string table_of_jobs(workload const& work, history const& log, std::size_t rows = 40);
/// A row for each policy: means over its trials; where the seeds differ, the mean turnaround has
/// its 95 % interval, by Student's t. What is known only of those that have ended (response,
/// turnaround, waiting, slowdown, blocked) is a dash unless all have. Where both engines ran a
/// policy, each has its row, and a third has the gap. At most 100 columns wide: of the figures the
/// six that matter most, of those that are not 0 everywhere; or all of them.
std::string table_of_policies(std::vector<trial> const& trials, bool wide = false);
/// What the columns mean, a line each.
std::string columns_in_words();
/// A policy's name with those settings only that are not what they are by themselves.
std::string brief(std::string const& policy);
/// In the place of a figure that is unknown; and what it means.
inline constexpr char const* dash = "–";
inline constexpr char const* about_dashes = "–: not all of the jobs have ended\n";
/// A table, and what its dashes mean, if it has some.
std::string explained(std::string table);
/// A number with these digits; a dash if it is unknown.
std::string in_digits(double value, int digits);
/// A field of a file of CSV; empty if it is unknown.
std::string field(double value);
/// A number in so many columns, with these digits if there is room for them; a dash too.
std::string fitted(double value, int digits, std::size_t room);

/// What the star at a policy means, and what a reader has to know of the machine; empty where all
/// was simulated.
std::string about_the_real(std::vector<trial> const& trials);
/// A row for each figure: simulated, real, and the gap between them. Empty where one is missing.
std::string table_of_gaps(std::vector<trial> const& trials);

/// The figures as the table has them: what they are called, and the mean over some trials.
struct shown {
  char const* title;
  double (*read)(figures const&);
  int digits;
  int rank;  ///< the smaller, the more it matters
  char const* says;
  bool more_is_better = false;
};
std::span<shown const> shown_figures();
double mean_of(std::span<trial const> some, shown const& what);
/// Those of one policy by one engine, which follow each other.
std::vector<std::span<trial const>> by_policy(std::vector<trial> const& trials);

/// A line for each trial, with every figure; the first line names them. What is unknown is empty.
std::string csv_of(std::vector<trial> const& trials);
/// The same, as a JSON object with the workload's name; null in place of empty.
std::string json_of(std::vector<trial> const& trials, std::string const& workload);

}  // namespace kont::lab
