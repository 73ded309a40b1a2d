// papers/ladder/rows_segment.cpp -- every rung on `segment`: a library of its own, compiled with
// -fsplit-stack, since the other strategies' stacks have no limit that such code could know.
#include "continuations/strategies/segment.hpp"

#include "papers/frame/tables.hpp"
#include "papers/ladder/rows.hpp"
#include "papers/workloads/creation.hpp"
#include "papers/workloads/crowd.hpp"
#include "papers/workloads/escapes.hpp"
#include "papers/workloads/exchange.hpp"
#include "papers/workloads/messages.hpp"
#include "papers/workloads/ring.hpp"
#include "papers/workloads/sequence.hpp"
#include "papers/workloads/several.hpp"
#include "papers/workloads/switching.hpp"
#include "papers/workloads/worlds.hpp"
#include "papers/workloads/yields.hpp"

namespace kont::ladder {
namespace {

using namespace workloads;

constexpr auto w = ours("segment");
// 100,000 elsewhere; but to make and to end each of these takes the system 30 µs.
constexpr std::uint64_t a_crowd = 10'000;

/// libgcc takes the stack of who loads this library for 16 KB deep, and would change segments at
/// calls from there on. It has more.
void trust_own_stack() {
  constexpr std::ptrdiff_t more = 4 << 20;
  split_stack::context now;
  split_stack::__splitstack_getcontext(now);
  now[3] = static_cast<char*>(now[3]) - more;  // the limit,
  now[5] = static_cast<char*>(now[5]) + more;  // and the depth it is computed from anew
  split_stack::__splitstack_setcontext(now);
}

rows alone() {
  return {
      row_of<switching<segmented>>("switch", w, 1),
      row_of<several<elements<sequences<segmented>>>>("generator.element", w, 1),
      row_of<tree_walk<&sequences<segmented>::tree>>("generator.tree", w, 1),
      row_of<messages<world<segmented>>>("channel.message", w, 2),
      row_of<create_continuation<segmented>>("create.continuation", w, 1),
      row_of<create_generator<sequences<segmented>>>("create.generator", w, 1),
      row_of<create_coroutine<segmented>>("create.coroutine", w, 1),
      row_of<create_microthread<world<segmented>>>("create.microthread", w, 1),
  };
}

void trust_own_stack_once() {
  static bool const trusted = (trust_own_stack(), true);
  (void)trusted;
}

}  // namespace

rows segment_rows() {
  trust_own_stack_once();
  rows out = alone();
  for (auto const n : few) {
    out.push_back(row_of<ring<segmented>>("coroutine.transfer", w, n, n));
    out.push_back(row_of<yields<world<segmented>>>("microthread.yield", w, n, n));
  }
  for (std::uint64_t d = 0; d <= 150; d += 10)
    out.push_back(row_of<several<exchange<segmented>>>("control.depth", w, d, d));
  out.push_back(weighed_row<suspended_continuations<segmented>>("memory.continuation", w, a_crowd));
  out.push_back(
      weighed_row<suspended_generators<sequences<segmented>>>("memory.generator", w, a_crowd));
  out.push_back(weighed_row<ring<segmented>>("memory.coroutine", w, a_crowd));
  out.push_back(weighed_row<yields<world<segmented>>>("memory.microthread", w, a_crowd));
  return out;
}

}  // namespace kont::ladder

kont::ladder::rows kont::papers::farvardin_segment_rows() {
  using namespace ladder;
  trust_own_stack_once();
  return {
      row_of<by_calls_on<fib_program, segmented>>("fib.call", w, 1),
      row_of<by_calls_on<tak_program, segmented>>("tak.call", w, 1),
      row_of<by_calls_on<ack_program, segmented>>("ack.call", w, 1),
      row_of<escapes<by_leaving<segmented>>>("escape.loop", w, 1),
  };
}
