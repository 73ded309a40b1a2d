// papers/ladder/rows_switch.cpp -- the raw switch on every strategy.
#include "papers/ladder/rows.hpp"
#include "papers/workloads/strategies.hpp"
#include "papers/workloads/switching.hpp"

namespace kont::ladder {

using namespace workloads;

rows switch_rows() {
  constexpr auto id = "switch";
  return {
    row_of<switching<stack>>(id, ours("stack"), 1),
        row_of<switching<bare>>(id, ours("stack", "bare"), 1),
        row_of<switching<fp>>(id, ours("stack", "fp"), 1),
        row_of<switching<out_of_line>>(id, ours("stack", "outofline"), 1),
        row_of<switching<stack, true>>(id, ours("stack", "inexact"), 1),
        row_of<switching<fp, true>>(id, ours("stack", "fp,inexact"), 1),
#if KONT_HAVE_BOOST_CONTEXT
        row_of<switching<context>>(id, ours("context"), 1),
        row_of<switching<context, true>>(id, ours("context", "inexact"), 1),
#endif
        row_of<switching<ucontext>>(id, ours("ucontext"), 1),
        row_of<switching<copy>>(id, ours("copy"), 1),
        row_of<switching<frame>>(id, ours("frame"), 1),
        row_of<switching<closure>>(id, ours("closure"), 1),
        row_of<switching<machine>>(id, ours("machine"), 1),
        row_of<switching<thread>>(id, ours("thread"), 1),
        row_of<switching<thread>>("thread.switch", ours("thread"), 2),
  };
}

}  // namespace kont::ladder
