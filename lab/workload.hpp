// lab/workload.hpp -- workloads as a file describes them, and as a seed makes them.
#pragma once
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lab/job.hpp"

namespace kont::lab {

/// The limits of a workload, so that no sum of times and weights is too large for a tick.
inline constexpr ticks most_ticks = 1'000'000'000'000;
inline constexpr ticks most_weight = 1'000'000;
inline constexpr ticks most_currency = 3;  ///< beside 0
inline constexpr std::size_t most_jobs = 1'000'000;
inline constexpr std::size_t most_steps = 10'000'000;  ///< done by all in all

/// Releases a job every period, from `offset` on.
struct task {
  std::string name{};
  ticks period = 1, cost = 1, allowance = 1, offset = 0, weight = 1;
  std::int32_t priority = 0;
  std::vector<step> steps{};  ///< of each job; they are its cost
};

/// Periodic tasks of a given utilization, drawn without bias.
struct task_set {
  std::size_t tasks = 0;
  double utilization = 0;
  std::vector<ticks> periods;  ///< each draws its own from these
};

/// Jobs that come by chance, with exponential gaps, and need service by chance.
struct open_queue {
  enum class law { constant, exponential, pareto, bimodal };
  std::size_t jobs = 0;
  double every = 1;  ///< the mean gap
  law service = law::exponential;
  double mean = 1;                                ///< of constant, exponential, pareto
  double shape = 2;                               ///< of pareto, more than 1
  double shorter = 1, longer = 1, long_part = 0;  ///< of bimodal
};

/// What a file says.
struct plan {
  std::vector<job> jobs;
  std::vector<task> tasks;
  std::optional<task_set> drawn;
  std::optional<open_queue> open;
  ticks until = for_ever;
  std::vector<std::string> locks{}, boxes{};  ///< what steps are on
  std::string file{}, at{};                   ///< where it was read, for messages
};

/// The place of a name of a lock or a box in the list of all, to which it is added.
std::uint16_t number_of(std::string_view name, std::vector<std::string>& all);
inline constexpr std::size_t most_names = 60'000;  ///< in a list: who adds one sees to that

/// The schema, in words: what `kont lab --help` prints.
extern char const* const schema;

/// Reads a plan. Throws usage_error: one line with the file, the place in it (the line and, if a
/// value there is at fault, its JSON pointer, RFC 6901) and the rule.
plan read_plan(std::filesystem::path const& file);
/// The same of a text; `name` stands for the file.
plan parse_plan(std::string_view text, std::string const& name);

/// The jobs of a plan; what is left to chance is the same for the same seed. Jobs of tasks come
/// until `until`, or once round all periods. Throws usage_error when they are too many, or need too
/// much.
workload make(plan const& p, std::uint64_t seed);

/// `n` utilizations that add up to `sum`, each set as likely as any other.
/// (Bini & Buttazzo: Measuring the performance of schedulability tests, Real-Time Systems 2005.)
std::vector<double> uunifast(std::size_t n, double sum, std::uint64_t seed);

/// The utilization up to which rate_monotonic is sure to meet all deadlines of n tasks:
/// n (2^(1/n) - 1). (Liu & Layland 1973.)
double liu_layland_bound(std::size_t n);

}  // namespace kont::lab
