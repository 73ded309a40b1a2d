// papers/workloads/weighing_peaks.hpp -- how much memory a run takes where it takes most.
#pragma once
#include <algorithm>
#include <cstdint>

#include "lib/measure/resident.hpp"
#include "papers/ladder/rows.hpp"

namespace kont::workloads {

/// What the process had grown by at its peak. It wants a process of its own.
template <class F> class weighed_at_peak : public ladder::fixture {
 public:
  template <class... A> explicit weighed_at_peak(A... arguments) : workload_(arguments...) {}
  ladder::work run(std::uint64_t ops) override {
    auto const before = measure::resident_bytes();
    auto const did = workload_.run(ops);
    grown_ = static_cast<double>(std::max(measure::peak_bytes(), before) - before);
    return did;
  }
  double bytes_each() const override { return grown_; }

 private:
  F workload_;
  double grown_ = 0;
};

/// Its row, of a rung memory.*: no operation of it is timed.
template <class F, class... A>
ladder::row peak_row(std::string_view rung, ladder::who w, A... arguments) {
  auto r = ladder::row_of<weighed_at_peak<F>>(rung, w, 1, arguments...);
  r.timed = false;
  return r;
}

}  // namespace kont::workloads
