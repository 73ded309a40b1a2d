// papers/ladder/rows_coroutine.cpp -- transfers in rings, on every strategy and in every encoding.
#include "papers/ladder/rows.hpp"
#include "papers/workloads/ring.hpp"
#include "papers/workloads/strategies.hpp"

namespace kont::ladder {

using namespace workloads;

rows coroutine_rows() {
  constexpr auto id = "coroutine.transfer";
  rows out;
  for (auto const n : few) {
    rows const of_this_size {
      row_of<ring<stack>>(id, ours("stack"), n, n),
          row_of<ring<bare>>(id, ours("stack", "bare"), n, n),
          row_of<ring<fp>>(id, ours("stack", "fp"), n, n),
          row_of<ring<out_of_line>>(id, ours("stack", "outofline"), n, n),
          row_of<ring<uncoloured>>(id, ours("stack", "uncoloured"), n, n),
          noted(row_of<resumed_in_turn<stack>>(id, ours("stack", "asymmetric"), n, n),
                "resume and yield, one transfer each"),
          noted(row_of<dispatched_ring<stack>>(id, ours("stack", "reverse"), n, n),
                "symmetric over asymmetric: two switches a transfer"),
#if KONT_HAVE_BOOST_CONTEXT
          row_of<ring<context>>(id, ours("context"), n, n),
#endif
          row_of<ring<copy>>(id, ours("copy"), n, n),
          row_of<ring<frame>>(id, ours("frame"), n, n),
          row_of<ring<closure>>(id, ours("closure"), n, n),
          row_of<ring<machine>>(id, ours("machine"), n, n),
          row_of<ring<ucontext>>(id, ours("ucontext"), n, n),
          row_of<ring<thread>>(id, ours("thread"), n, n),
    };
    out.insert(out.end(), of_this_size.begin(), of_this_size.end());
  }
  return out;
}

}  // namespace kont::ladder
