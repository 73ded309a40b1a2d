// lab/workers_report.hpp -- what several workers did, as text, files and a page.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "lab/workers.hpp"

namespace kont::lab {

/// What a policy of several workers made of a workload.
struct workers_run {
  std::string policy;
  unsigned workers = 0;
  worked its{};
};

/// Work sharing, and work stealing by each way to choose a victim.
std::vector<workers_run> by_several(workload const& work, unsigned workers, ticks quantum);
/// A line for each of them.
std::string list_of_several();

/// Which part of the time each worker served somebody, from 0 to 1. O(turns).
std::vector<double> busy_parts(workers_run const& run);

/// A row for each policy: how many jobs ended, how long that took, turns, steals, and how busy the
/// least and the most busy worker were.
std::string table_of(std::vector<workers_run> const& runs);

/// A row for each worker, a column for each part of the time: the letter of the job that it served
/// longest there at a stretch, a for the first; ` ` if it was idle longer. O(turns + workers *
/// columns).
std::string chart_of(workload const& work, workers_run const& run, std::size_t columns = 72);

/// A line for each turn: policy, worker (from 1), job, from, length.
std::string csv_of(workload const& work, std::vector<workers_run> const& runs);
/// The figures of each policy.
std::string json_of(std::vector<workers_run> const& runs, std::string_view workload_name);
/// What is said first, a picture for each policy with a row for each worker, and the table.
std::string page(std::string_view says, workload const& work, std::vector<workers_run> const& runs);

}  // namespace kont::lab
