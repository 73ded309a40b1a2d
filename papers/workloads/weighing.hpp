// papers/workloads/weighing.hpp -- how much memory each of many suspended computations holds.
#pragma once
#include <cstdint>

#include "lib/measure/resident.hpp"
#include "papers/ladder/row.hpp"

namespace kont::workloads {

/// A workload with n alive, and what the resident memory of the process grew by for each of them;
/// and its mappings by for all.
/// What was freed before and is used again does not count: it wants a process of its own.
template <class F> class weighed : public ladder::fixture {
 public:
  explicit weighed(std::uint64_t n) : workload_(n) {
    each_ = static_cast<double>(measure::resident_since(before_)) / static_cast<double>(n);
    mappings_ = measure::mapping_count() - mappings_;
  }
  ladder::work run(std::uint64_t ops) override { return workload_.run(ops); }
  double bytes_each() const override { return each_; }
  std::uint64_t mappings() const override { return mappings_; }

 private:
  std::uint64_t const before_ = measure::resident_bytes();
  std::uint64_t mappings_ = measure::mapping_count();
  F workload_;
  double each_ = 0;
};

}  // namespace kont::workloads
