// papers/kerneis_2010/rows.hpp -- the rows of one kind of thread.
#pragma once
#include "papers/ladder/absent_row.hpp"
#include "papers/workloads/additions.hpp"

namespace kont::papers {

/// Threads of that kind in all four programs that are timed.
template <class Threads> void add_additions(ladder::rows& out, ladder::who w) {
  using namespace workloads;
  using ladder::row_of;
  out.push_back(row_of<additions_by_yields<Threads>>("additions.yield", w, 1));
  out.push_back(row_of<additions_by_spawns<Threads, false>>("additions.spawn", w, 1));
  out.push_back(row_of<additions_by_spawns<Threads, true>>("additions.join", w, 1));
  out.push_back(row_of<additions_by_conditions<Threads>>("additions.condition", w, 1));
}

/// The same of a library that is not there.
inline void add_not_installed(ladder::rows& out, ladder::who w) {
  for (auto const* rung :
       {"additions.yield", "additions.spawn", "additions.join", "additions.condition"})
    out.push_back(ladder::absent_row(rung, w, 1, "not installed: ./kont setup optional"));
}

// In peers/.
ladder::rows pth_rows();
ladder::rows st_threads_rows();

}  // namespace kont::papers
