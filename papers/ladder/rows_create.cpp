// papers/ladder/rows_create.cpp -- short lives at every layer.
#include "papers/ladder/rows.hpp"
#include "papers/workloads/creation.hpp"
#include "papers/workloads/handwritten.hpp"
#include "papers/workloads/strategies.hpp"
#include "papers/workloads/worlds.hpp"

namespace kont::ladder {
namespace {

using namespace workloads;

template <class S> void add(rows& out, who w) {
  out.push_back(row_of<create_continuation<S>>("create.continuation", w, 1));
  out.push_back(row_of<create_generator<sequences<S>>>("create.generator", w, 1));
  out.push_back(row_of<create_coroutine<S>>("create.coroutine", w, 1));
  out.push_back(row_of<create_microthread<world<S>>>("create.microthread", w, 1));
}

}  // namespace

rows create_rows() {
  rows out;
  add<stack>(out, ours("stack"));
  add<bare>(out, ours("stack", "bare"));
  add<unguarded>(out, ours("stack", "unguarded"));
#if KONT_HAVE_BOOST_CONTEXT
  add<context>(out, ours("context"));
#endif
  add<ucontext>(out, ours("ucontext"));
  add<thread>(out, ours("thread"));
  add<copy>(out, ours("copy"));
  out.push_back(row_of<create_continuation<replay>>("create.continuation", ours("replay"), 1));
  add<frame>(out, ours("frame"));
  add<closure>(out, ours("closure"));
  add<machine>(out, ours("machine"));
  out.push_back(row_of<create_generator<handwritten_sequences>>(
      "create.generator", baseline("handwritten", "frame"), 1));
  return out;
}

}  // namespace kont::ladder
