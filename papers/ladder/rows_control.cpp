// papers/ladder/rows_control.cpp -- effect handlers, transfers by depth, forks, continuation marks.
#include "papers/ladder/rows.hpp"
#include "papers/workloads/exchange.hpp"
#include "papers/workloads/forking.hpp"
#include "papers/workloads/marking.hpp"
#include "papers/workloads/performing.hpp"
#include "papers/workloads/serial.hpp"
#include "papers/workloads/several.hpp"
#include "papers/workloads/strategies.hpp"
#include "papers/workloads/switching.hpp"

namespace kont::ladder {
namespace {

using namespace workloads;

/// How many handlers or marks are around, or words were told.
constexpr std::uint64_t tens[] = {1, 10, 100};
constexpr std::uint64_t none_and_tens[] = {0, 1, 10, 100};
constexpr std::uint64_t deepest = 150;

template <class S> void add_handlers(rows& out, who w) {
  out.push_back(row_of<performing<S>>("control.perform", w, 1));
  out.push_back(row_of<handling<S>>("control.handle", w, 1));
  for (auto const n : tens) out.push_back(row_of<answering<S>>("control.answer", w, n, n));
}

void add_handlers(rows& out) {
  add_handlers<stack>(out, ours("stack"));
  out.push_back(
      row_of<performing_escaping<stack>>("control.perform", ours("stack", "escaping"), 1));
  for (auto const n : tens) {
    constexpr auto by_search = ours("stack", "search");
    out.push_back(row_of<answering<stack, lookup::search>>("control.answer", by_search, n, n));
    out.push_back(row_of<answering_by_name<stack>>("control.answer", ours("stack", "named"), n, n));
  }
#if KONT_HAVE_BOOST_CONTEXT
  add_handlers<context>(out, ours("context"));
#endif
  add_handlers<ucontext>(out, ours("ucontext"));
  add_handlers<copy>(out, ours("copy"));
  // What they are held against, in the same group.
  out.push_back(row_of<round_trip<stack>>("control.perform", baseline("round trip", "stack"), 1));
  out.push_back(
      row_of<create_continuation<stack>>("control.handle", baseline("create", "stack"), 1));
  using function = std::uint64_t (*)(std::uint64_t, std::uint64_t);  // a clause, called directly
  out.push_back(row_of<indirect_call<function>>("control.answer", baseline("pointer"), 1, &add));
}

template <class S> void add_depths(rows& out, who w) {
  for (std::uint64_t d = 0; d <= deepest; d += 10)
    out.push_back(row_of<several<exchange<S>>>("control.depth", w, d, d));
}

template <class S> void add_forks(rows& out, who w) {
  for (auto const n : tens) out.push_back(row_of<forking<S>>("control.fork", w, n, n));
}

template <class S> void add_marks(rows& out, who w) {
  out.push_back(row_of<marking<S>>("control.mark", w, 1));
  for (auto const n : tens) out.push_back(row_of<finding<S>>("control.mark.get", w, n, n));
  for (auto const n : none_and_tens)
    out.push_back(row_of<capturing_marks<S>>("control.mark.capture", w, n, n));
}

void add_marks(rows& out) {
  add_marks<stack>(out, ours("stack"));
  for (auto const n : tens)  // and beyond segments, which have a list of marks each
    out.push_back(row_of<finding<stack, between::segments>>("control.mark.get",
                                                            ours("stack", "segments"), n, n));
#if KONT_HAVE_BOOST_CONTEXT
  add_marks<context>(out, ours("context"));
#endif
  add_marks<copy>(out, ours("copy"));
  // What they are held against, in the same group.
  out.push_back(row_of<direct_call>("control.mark", baseline("call"), 1));
  out.push_back(
      row_of<round_trip<stack>>("control.mark.capture", baseline("round trip", "stack"), 0));
}

void add_loops(rows& out) {
  auto const loop = [&](std::string_view rung, std::uint64_t n) {
    out.push_back(row_of<serial_loop<>>(rung, baseline("loop"), n));
  };
  for (auto const* rung : {"control.perform", "control.handle", "control.mark"}) loop(rung, 1);
  for (auto const* rung : {"control.answer", "control.fork", "control.mark.get"})
    for (auto const n : tens) loop(rung, n);
  for (auto const n : none_and_tens) loop("control.mark.capture", n);
  for (std::uint64_t d = 0; d <= deepest; d += 10) loop("control.depth", d);
}

}  // namespace

rows control_rows() {
  rows out;
  add_handlers(out);
  add_depths<stack>(out, ours("stack"));
  add_depths<copy>(out, ours("copy"));
  add_forks<copy>(out, ours("copy"));
  add_forks<replay>(out, ours("replay"));
  add_forks<closure>(out, ours("closure"));
  add_forks<machine>(out, ours("machine"));
  add_marks(out);
  add_loops(out);
  return out;
}

}  // namespace kont::ladder
