// papers/ladder/rows_few_microthreads.cpp -- yields with as many alive as fit the caches.
#include "papers/ladder/rows.hpp"
#include "papers/workloads/strategies.hpp"
#include "papers/workloads/worlds.hpp"
#include "papers/workloads/yields.hpp"

namespace kont::ladder {

using namespace workloads;

rows few_microthreads_rows() {
  constexpr auto id = "microthread.yield";
  rows out;
  for (auto const n : few) {
    rows const of_this_many {
      row_of<yields<world<stack>>>(id, ours("stack"), n, n),
          row_of<yields<hub_world<stack>>>(id, ours("stack", "hub"), n, n),
          row_of<yields<world<bare>>>(id, ours("stack", "bare"), n, n),
          row_of<yields<world<out_of_line>>>(id, ours("stack", "outofline"), n, n),
          row_of<yields<world<uncoloured>>>(id, ours("stack", "uncoloured"), n, n),
#if KONT_HAVE_BOOST_CONTEXT
          row_of<yields<world<context>>>(id, ours("context"), n, n),
#endif
          row_of<yields<world<copy>>>(id, ours("copy"), n, n),
          row_of<yields<world<frame>>>(id, ours("frame"), n, n),
          row_of<yields<world<closure>>>(id, ours("closure"), n, n),
          row_of<yields<world<machine>>>(id, ours("machine"), n, n),
          row_of<yields<world<ucontext>>>(id, ours("ucontext"), n, n),
          row_of<yields<world<thread>>>(id, ours("thread"), n, n),
    };
    out.insert(out.end(), of_this_many.begin(), of_this_many.end());
  }
  return out;
}

}  // namespace kont::ladder
