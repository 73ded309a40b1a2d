// lab/report.hpp -- figures as tables, files and pictures.
#pragma once
#include <cstdint>
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
};

/// ` (Kleinrock 1964)`; empty where there is none.
std::string source_of(contender const& c);
/// The policies with their settings, and where they come from.
std::string list_of_policies();
/// A row for each job, at most `rows`.
std::string table_of_jobs(workload const& work, history const& log, std::size_t rows = 40);
/// A row for each policy: means over its trials; where the seeds differ, the mean turnaround has
/// its 95 % interval.
std::string table_of_policies(std::vector<trial> const& trials);

/// A line for each trial, with every figure; the first line names them.
std::string csv_of(std::vector<trial> const& trials);
/// The same, as a JSON object with the workload's name.
std::string json_of(std::vector<trial> const& trials, std::string const& workload);
/// A line `at,job,what` for each event.
std::string csv_of(workload const& work, history const& log);
/// For chrome://tracing and ui.perfetto.dev: a row for each job; a tick is a microsecond there.
std::string chrome_of(history const& log);

}  // namespace kont::lab
