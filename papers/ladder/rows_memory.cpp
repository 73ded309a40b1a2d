// papers/ladder/rows_memory.cpp -- what one holds that is suspended, with many alive.
#include "papers/ladder/rows.hpp"
#include "papers/workloads/crowd.hpp"
#include "papers/workloads/handwritten.hpp"
#include "papers/workloads/ring.hpp"
#include "papers/workloads/strategies.hpp"
#include "papers/workloads/worlds.hpp"
#include "papers/workloads/yields.hpp"

namespace kont::ladder {
namespace {

using namespace workloads;

template <class S> void add_ends(rows& out, who w, std::uint64_t n) {
  out.push_back(weighed_row<suspended_continuations<S>>("memory.continuation", w, n));
  out.push_back(weighed_row<yields<world<S>>>("memory.microthread", w, n));
}
template <class S> void add(rows& out, who w) {
  append_weighed<suspended_continuations<S>>(out, "memory.continuation", w);
  append_weighed<yields<world<S>>>(out, "memory.microthread", w);
  append_weighed<suspended_generators<sequences<S>>>(out, "memory.generator", w);
  append_weighed<ring<S>>(out, "memory.coroutine", w);
}

}  // namespace

rows memory_rows() {
  rows out;
  add<stack>(out, ours("stack"));
  add<unguarded>(out, ours("stack", "unguarded"));
#if KONT_HAVE_BOOST_CONTEXT
  add<context>(out, ours("context"));
#endif
  add<ucontext>(out, ours("ucontext"));
  add<copy>(out, ours("copy"));
  add<frame>(out, ours("frame"));
  add<closure>(out, ours("closure"));
  add<machine>(out, ours("machine"));
  append_weighed<suspended_generators<handwritten_sequences>>(out, "memory.generator",
                                                              baseline("handwritten", "frame"));
  add_ends<stack>(out, ours("stack"), million);
  out.push_back(weighed_row<yields<world<packed_stack>>>("memory.microthread",
                                                         ours("stack", "packed"), million));
  add_ends<copy>(out, ours("copy"), million);
  add_ends<frame>(out, ours("frame"), million);
  add_ends<closure>(out, ours("closure"), million);
  add_ends<machine>(out, ours("machine"), million);
  out.push_back(weighed_row<yields<world<copy>>>("memory.microthread", ours("copy"), ten_million));
  out.push_back(
      weighed_row<yields<world<frame>>>("memory.microthread", ours("frame"), twenty_million));
  add_ends<stack>(out, ours("stack"), 1'000);  // beside threads, of which more cannot be had
  return out;
}

}  // namespace kont::ladder
