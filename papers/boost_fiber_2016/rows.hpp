// papers/boost_fiber_2016/rows.hpp -- the rows of one kind of thread.
#pragma once
#include "papers/ladder/rows.hpp"
#include "papers/workloads/batches.hpp"

namespace kont::papers {

/// How many are alive together.
inline constexpr std::uint64_t at_once[] = {10, 50, 100, 500, 1'000, 5'000, 10'000};

/// Threads of that kind: `most` of them at once.
template <class Threads>
void add_batches(ladder::rows& out, ladder::who w, std::uint64_t most = 10'000) {
  using namespace workloads;
  using ladder::row_of;
  out.push_back(row_of<futures<Threads>>("overhead.future", w, 1));
  out.push_back(row_of<yields_of_a_batch<Threads>>("overhead.yield", w, 10, 10u));
  for (auto const n : at_once)
    if (n <= most) out.push_back(row_of<batches<Threads>>("overhead.batch", w, n, n));
}

// In peers/.
ladder::rows fiber_batches_rows();

}  // namespace kont::papers
