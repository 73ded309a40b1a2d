// papers/farvardin_reppy_2020/rows.cpp -- recursion by native calls, frames and closures; escapes;
// and foreign calls on another stack.
#include "papers/ladder/rows.hpp"
#include "papers/frame/tables.hpp"
#include "papers/workloads/captured_calls.hpp"
#include "papers/workloads/escapes.hpp"
#include "papers/workloads/recursion_in_cps.hpp"
#include "papers/workloads/strategies.hpp"

namespace kont::papers {

using namespace ladder;
using namespace workloads;

namespace {

/// A sample has the largest evaluation at least once: else the depth would differ.
row whole(row r, evaluation const& largest) {
  r.min_ops = largest.operations;
  return r;
}

/// Where an operation takes microseconds.
row bounded(row r) {
  r.max_ops = 10'000;
  return r;
}

template <class Program, class InCps> void add_recursion(rows& out, std::string_view id) {
  auto const& largest = Program::evaluations[0];
  for (auto& r : rows{
           row_of<by_calls<Program>>(id, baseline("calls"), 1),
           row_of<by_calls_on<Program, stack>>(id, ours("stack"), 1),
           row_of<by_calls_on<Program, copy>>(id, ours("copy"), 1),
           row_of<by_linked_frames<Program>>(id, ours("frame"), 1),
           row_of<by_rests<InCps, rests_on_heap>>(id, ours("closure"), 1),
           row_of<by_rests<InCps, rests_in_array>>(id, ours("machine"), 1),
       })
    out.push_back(whole(r, largest));
}

void add_waiting(rows& out) {
  constexpr auto id = "ack.waiting";
  using closures = by_rests<ack_in_cps, rests_on_heap>;
  out.push_back(weighed_row<deep_calls<by_linked_frames<ack_program>>>(id, ours("frame"), many));
  out.push_back(weighed_row<deep_calls<closures>>(id, ours("closure"), many));
}

void add_escapes(rows& out) {
  constexpr auto loop = "escape.loop", tak = "tak.escaping";
  out.push_back(row_of<escapes<by_longjmp>>(loop, baseline("longjmp"), 1));
  out.push_back(bounded(row_of<escapes<by_exception>>(loop, baseline("exception"), 1)));
  out.push_back(bounded(row_of<escapes<by_leaving<stack>>>(loop, ours("stack"), 1)));
  out.push_back(bounded(row_of<escapes<by_leaving<copy>>>(loop, ours("copy"), 1)));
  out.push_back(row_of<escapes<by_leaving<frame>>>(loop, ours("frame"), 1));
  out.push_back(row_of<escapes<by_leaving<closure>>>(loop, ours("closure"), 1));
  out.push_back(row_of<escapes<by_leaving<machine>>>(loop, ours("machine"), 1));
  out.push_back(row_of<escaping_calls<by_longjmp>>(tak, baseline("longjmp"), 1));
  out.push_back(bounded(row_of<escaping_calls<by_exception>>(tak, baseline("exception"), 1)));
}

void add_foreign(rows& out) {
  constexpr auto id = "fib.foreign";
  out.push_back(row_of<foreign_in_place<stack>>(id, ours("stack", "in place"), 1));
  out.push_back(row_of<foreign_elsewhere<stack>>(id, ours("stack", "elsewhere"), 1));
  out.push_back(row_of<foreign_in_place<copy>>(id, ours("copy", "in place"), 1));
  out.push_back(row_of<foreign_elsewhere<copy>>(id, ours("copy", "elsewhere"), 1));
}

}  // namespace

rows farvardin_rows() {
  rows out;
  add_recursion<fib_program, fib_in_cps>(out, "fib.call");
  add_recursion<tak_program, tak_in_cps>(out, "tak.call");
  add_recursion<ack_program, ack_in_cps>(out, "ack.call");
#if KONT_HAVE_SEGMENT_ROWS
  append(out, farvardin_segment_rows());
#endif
  add_waiting(out);
  add_escapes(out);
  add_foreign(out);
  return out;
}

}  // namespace kont::papers
