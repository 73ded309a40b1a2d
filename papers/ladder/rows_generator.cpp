// papers/ladder/rows_generator.cpp -- elements of a sequence and of a tree on every strategy.
#include "papers/ladder/rows.hpp"
#include "papers/workloads/handwritten.hpp"
#include "papers/workloads/sequence.hpp"
#include "papers/workloads/several.hpp"
#include "papers/workloads/strategies.hpp"

namespace kont::ladder {
namespace {

using namespace workloads;

template <class S> void add(rows& out, who w) {
  out.push_back(row_of<several<elements<sequences<S>>>>("generator.element", w, 1));
  out.push_back(row_of<tree_walk<&sequences<S>::tree>>("generator.tree", w, 1));
}

/// A generator for every subtree, where a body cannot recurse or need not.
template <class S> row nested(who w) {
  return noted(row_of<tree_walk<&sequences<S>::whole_nested_tree>>("generator.tree", w, 1),
               "a generator for every subtree, by elements_of");
}
template <class S> void add_nested(rows& out, who w) {
  out.push_back(row_of<several<elements<sequences<S>>>>("generator.element", w, 1));
  out.push_back(nested<S>(w));
}

}  // namespace

rows generator_rows() {
  rows out;
  add<stack>(out, ours("stack"));
  add<bare>(out, ours("stack", "bare"));
  add<fp>(out, ours("stack", "fp"));
  add<out_of_line>(out, ours("stack", "outofline"));
#if KONT_HAVE_BOOST_CONTEXT
  add<context>(out, ours("context"));
#endif
  add<ucontext>(out, ours("ucontext"));
  add<thread>(out, ours("thread"));
  add<copy>(out, ours("copy"));
  out.push_back(nested<stack>(ours("stack", "nested")));
  add_nested<frame>(out, ours("frame"));
  add_nested<closure>(out, ours("closure"));
  add_nested<machine>(out, ours("machine"));
  constexpr auto by_hand = baseline("handwritten", "frame");
  out.push_back(row_of<several<elements<handwritten_sequences>>>("generator.element", by_hand, 1));
  return out;
}

}  // namespace kont::ladder
