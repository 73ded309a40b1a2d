// lab/account.hpp -- what a history says of each job, and of all.
#pragma once
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "lab/job.hpp"

namespace kont::lab {

/// How one job fared, in ticks. What it has not come to is -1.
struct outcome {
  ticks comes = -1, first_runs = -1, ends = -1;
  ticks served = 0, paused = 0;
  ticks waited = 0;        ///< ready, while others ran
  ticks longest_wait = 0;  ///< at a stretch
  ticks blocked = 0;       ///< for locks: the longest, at a stretch
  ticks response() const noexcept { return first_runs - comes; }
  ticks turnaround() const noexcept { return ends - comes; }
};
/// One for each job, in their order. O(events).
std::vector<outcome> outcomes(workload const& work, history const& log);

/// The middle and the ends of many numbers.
struct spread {
  double mean = 0, p50 = 0, p99 = 0, p999 = 0, most = 0;
};
/// Nearest rank: a percentile is one of the values. All 0 for none. O(n log n).
spread spread_of(std::vector<double> values);

/// A figure that there is none of.
inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// What is compared.
struct figures {
  std::size_t jobs = 0, ended = 0;
  spread response, turnaround, waiting, slowdown;  ///< of those that have ended
  spread wakeup;                                   ///< from the end of a pause to the next turn
  double length = 0;                               ///< till the last event
  double busy = 0;                                 ///< the part of it in which somebody ran
  double throughput = 0;                           ///< jobs ended in 1,000 ticks
  std::size_t turns = 0, switches = 0;             ///< decisions; those that changed who runs
  std::size_t missed = 0;                          ///< deadlines, of those that have come
  double tardiness = 0;                            ///< the worst
  double longest_wait = 0;
  double blocked = 0;                     ///< the longest that anybody waited for a lock
  double queue_mean = 0, queue_most = 0;  ///< how many are ready and do not run
  /// The most that anybody was ahead of its ideal share, or behind it: of a processor that all who
  /// are ready have at once, by their weights.
  double lag = 0;
  // Of real runs; else unknown:
  double decision_ns = unknown;  ///< from the end of a turn to the next one, on average
  double stolen = unknown;       ///< the part of the turns in which the system ran something else
  /// Jain's index of served / (weight × time there): 1 when all had the same for their weight.
  double fairness = 1;

  /// A figure of those that have ended: known only if all have. Who never does would be the best.
  double of_all(double figure) const noexcept { return ended == jobs ? figure : unknown; }
};
/// (Jain, Chiu & Hawe: A quantitative measure of fairness, DEC-TR-301, 1984.) O(events).
figures sum_up(workload const& work, history const& log);
/// The part of it that is about those who are ready: wakeup, queue, lag. O(events).
void sum_up_the_ready(figures& f, workload const& work, history const& log);
/// The same figures where `tick` of the ticks before are one.
figures in_ticks(figures f, ticks tick);

/// Who waits for ever, and for whom: `deadlock: a waits to lock m, held by b, who waits to lock n,
/// held by a`; nothing: nobody does. O(events).
std::optional<std::string> deadlock_in(workload const& work, history const& log);

/// The rule of work conservation, or of what follows what, that a history breaks; or nothing.
std::optional<std::string> fault_in(workload const& work, history const& log);
/// The first event that cannot follow those before, and the rule, of a run by any engine: service
/// and work conservation are not looked at.
std::optional<std::pair<std::size_t, std::string>> impossible_in(workload const& work,
                                                                 history const& log);

}  // namespace kont::lab
