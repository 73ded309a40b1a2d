// papers/ladder/contender.hpp -- a row made ready to be timed against the others of its group.
#pragma once
#include <cstdint>
#include <memory>

#include "papers/ladder/report.hpp"

namespace kont::ladder {

/// Holds the fixture of one row, and files what it measures in a `measured`. A run with a wrong
/// answer refuses the row; every later call then does nothing.
class contender {
  measured& into_;
  std::unique_ptr<fixture> fixture_;
  std::int64_t (*clock_)();

  std::int64_t timed_run(std::uint64_t ops);
  bool refused() const { return !into_.refused.empty(); }

 public:
  /// Makes the fixture: lets pass what its constructor throws.
  explicit contender(measured& into);

  /// The fixed run whose work goes into the table.
  void audit();
  /// Finds how many operations take 1 to 2 ms, within the row's bound; warms up on the way.
  void calibrate();
  /// One run of so many operations, timed and checked.
  void sample();
};

}  // namespace kont::ladder
