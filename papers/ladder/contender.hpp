// papers/ladder/contender.hpp -- a row made ready to be timed against the others of its group.
#pragma once
#include <cstdint>
#include <memory>

#include "papers/ladder/report.hpp"

namespace kont::ladder {

/// A fixture whose work is done elsewhere, by who reads a clock there.
struct self_timed : fixture {
  virtual std::int64_t took_ns() const = 0;  ///< by the last run; more than 0
};

/// Holds the fixture of one row, and files what it measures in a `measured`. A run with a wrong
/// answer refuses the row; every later call then does nothing.
class contender {
  measured& into_;
  std::unique_ptr<fixture> fixture_;
  self_timed const* self_timed_;  ///< the same; null: it is timed from here
  std::int64_t (*clock_)();
  double op_ns_ = 0;  // as calibrated

  std::int64_t timed_run(std::uint64_t ops);
  std::uint64_t most() const;         ///< operations of a run
  std::uint64_t lap() const;          ///< operations that go round once; 0: they do not go round
  std::uint64_t laps_before() const;  ///< a sample, which are not timed
  bool refused() const { return !into_.refused.empty(); }

 public:
  /// Makes the fixture: lets pass what its constructor throws.
  explicit contender(measured& into);

  /// The fixed run whose work goes into the table.
  void audit();
  /// Finds how many operations take 1 to 2 ms (timed elsewhere: 10), within the row's bounds, and a
  /// lap at least; warms up on the way.
  void calibrate();
  /// What the laps of a sample take at least, in seconds; 0 where operations do not go round.
  double laps_seconds() const {
    return static_cast<double>((laps_before() + 1) * lap()) * op_ns_ * 1e-9;
  }
  /// One run of so many operations, timed and checked. Where they go round, after some laps that
  /// are not timed: the other rows have had the caches since.
  void sample();
};

}  // namespace kont::ladder
