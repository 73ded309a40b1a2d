// papers/r7rs_control/rows.cpp -- ctak and fibc by our call/cc, on strategies that can express it.
#include "papers/ladder/rows.hpp"
#include "papers/frame/tables.hpp"
#include "papers/workloads/scheme_captures.hpp"
#include "papers/workloads/strategies.hpp"

namespace kont::papers {

using namespace ladder;
using namespace workloads;

namespace {

constexpr auto ctak = "ctak", fibc = "fibc";

template <class S, by How> void add(rows& out, who w) {
  out.push_back(row_of<captured_program<ctak_by<S, How>>>(ctak, w, 1));
  out.push_back(row_of<captured_program<fibc_by<S, How>>>(fibc, w, 1));
}
template <class S> void add(rows& out, std::string_view strategy) {
  add<S, by::calling>(out, ours(strategy));
  add<S, by::returning>(out, ours(strategy, "returning"));
}

}  // namespace

rows r7rs_rows() {
  rows out;
  add<stack>(out, "stack");
#if KONT_HAVE_BOOST_CONTEXT
  add<context>(out, "context");
#endif
  add<copy>(out, "copy");
  out.push_back(row_of<captured_program<tak_by_calls>>(ctak, baseline("calls"), 1));
  return out;
}

}  // namespace kont::papers
