// papers/ocaml_2021/rows.cpp -- a handler around each call, and walks of a tree of depth 25.
#include <string>

#include "papers/frame/tables.hpp"
#include "papers/ladder/rows.hpp"
#include "papers/workloads/handled_calls.hpp"
#include "papers/workloads/sequence.hpp"
#include "papers/workloads/strategies.hpp"

namespace kont::papers {

using namespace ladder;
using namespace workloads;

namespace {

template <class By> void add(rows& out, who w) {
  out.push_back(row_of<calls_of<ack_of<By>, By>>("handled.ack", w, 1));
  out.push_back(row_of<calls_of<fib_of_calls<By>, By>>("handled.fib", w, 1));
  out.push_back(row_of<calls_of<motzkin_of<By>, By>>("handled.motzkin", w, 1));
  out.push_back(row_of<calls_of<sudan_of<By>, By>>("handled.sudan", w, 1));
  out.push_back(row_of<calls_of<tak_of<By>, By>>("handled.tak", w, 1));
}

constexpr unsigned deep = 25;

auto deep_walk() {
  return generator<number, stack>([](auto& yield) { walk(0, deep, yield); });
}
template <class S> auto deep_nested() { return sequences<S>::nested_tree(0, deep); }

/// A run is a whole walk.
row whole(row r) {
  r.min_ops = deep_nodes;
  return r;
}

}  // namespace

rows ocaml_rows() {
  constexpr auto id = "generator.deep";
  rows out;
  add<plainly>(out, baseline("calls"));
  add<under_a_handler<stack>>(out, ours("stack"));
  out.push_back(whole(row_of<tree_walk<deep_walk>>(id, ours("stack"), 1)));
  out.push_back(whole(row_of<tree_walk<deep_nested<frame>>>(id, ours("frame"), 1)));
  out.push_back(whole(row_of<tree_walk<deep_nested<closure>>>(id, ours("closure"), 1)));
  return out;
}

}  // namespace kont::papers
