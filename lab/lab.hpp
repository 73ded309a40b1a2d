// lab/lab.hpp -- what `kont lab` does: list, run, compare, check, quiz, bench, workers.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kont::lab {

/// What the command line says.
struct options {
  std::vector<std::string> policies;  ///< NAME or NAME:SETTING=NUMBER,...
  std::string workload;               ///< a file of JSON, see schema; or NAME:SETTING=NUMBER,...
  std::string seeds = "1";            ///< "7" or "1..20"
  std::filesystem::path csv, json, html;   ///< files to write; empty: none
  std::filesystem::path events, chrome;    ///< the same, of run
  std::string engine = "simulated";        ///< or "real", or "both"
  double tick = 100;                       ///< of the real engine, in microseconds
  std::uint64_t jobs = 100'000;            ///< of bench: the largest number
  std::uint64_t workloads = 200;           ///< of check: on so many
  unsigned workers = 4;                    ///< of workers
  std::uint64_t quantum = 0;               ///< of workers; 0: for ever
  bool wide = false;                       ///< tables with all columns
  std::string sweep;                       ///< empty, "load" or "quantum"
  bool answer = false;                     ///< of quiz
  std::string kind;                        ///< the same; empty: any
  std::optional<std::uint64_t> quiz_jobs;  ///< the same: how many; none: from 3 to 5
};

// All throw usage_error, before anything is printed or written; they return the exit code.

/// Prints the policies, and the workloads that have names.
int list();
/// Runs one policy, and prints who ran when, each job and the figures; 1 when it ends in a
/// deadlock.
int run(options const& how);
/// Runs each policy, or all of them, with each seed, and prints a row for each; 1 as well.
int compare(options const& how);
/// Holds the policies to the rules of conformance.hpp on random workloads; 1 when one is broken.
int check(options const& how);
/// Asks a scheduling problem, or answers it.
int quiz(options const& how);
/// Measures decisions a second, with twice as many jobs in each row; then yields, directly and by
/// way of the lab: see bench.hpp. Prints each row as it comes.
int bench(options const& how);
/// Shares the jobs among several workers, and lets these steal, in virtual time; prints a row each.
int workers(options const& how);

}  // namespace kont::lab
