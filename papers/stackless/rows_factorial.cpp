// papers/stackless/rows_factorial.cpp -- 998!, by calls and by microthreads.
#include "papers/ladder/rows.hpp"
#include "papers/stackless/rows.hpp"
#include "papers/workloads/factorial.hpp"
#include "papers/workloads/strategies.hpp"
#include "papers/workloads/worlds.hpp"

namespace kont::papers {

using namespace ladder;
using namespace workloads;

namespace {

constexpr auto call = "factorial.call";

template <class S> void add(rows& out, who w) {
  out.push_back(row_of<microthreaded_factorials<world<S>>>(call, w, largest_factorial));
}

}  // namespace

rows factorial_rows() {
  rows out;
  out.push_back(row_of<called_factorials>(call, baseline("calls"), largest_factorial));
  add<stack>(out, ours("stack"));
  add<copy>(out, ours("copy"));
  add<frame>(out, ours("frame"));
  add<closure>(out, ours("closure"));
  add<thread>(out, ours("thread"));
  out.back().min_ops = out.back().max_ops = largest_factorial;
  auto digits = row_of<factorial_digits<world<stack>>>("factorial.digits", ours("stack"), 2'000);
  digits.timed = false;
  out.push_back(std::move(digits));
  return out;
}

}  // namespace kont::papers
