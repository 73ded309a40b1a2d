// papers/ocaml_2021/rows.cpp -- calls, each with a handler around it or in a monad; walks of a
// tree, by an effect, in a monad and by hand; and chameneos.
#include <string>

#include "papers/frame/tables.hpp"
#include "papers/ladder/rows.hpp"
#include "papers/workloads/calls_by_monad.hpp"
#include "papers/workloads/chameneos_by_handlers.hpp"
#include "papers/workloads/chameneos_by_microthreads.hpp"
#include "papers/workloads/chameneos_by_monad.hpp"
#include "papers/workloads/handled_calls.hpp"
#include "papers/workloads/sequence.hpp"
#include "papers/workloads/strategies.hpp"
#include "papers/workloads/walks.hpp"
#include "papers/workloads/worlds.hpp"

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

/// A run is a whole walk; without this, one that is left half way.
row whole(row r) {
  r.min_ops = deep_nodes;
  return r;
}

constexpr auto by_effects = ours("stack", "effects");
/// Each continuation is entered where something will unwind it: what a finaliser does.
constexpr auto entered = ours("stack", "effects, entered");
constexpr auto by_monad = baseline("monad");

void add_calls_by_monad(rows& out) {
  out.push_back(row_of<monadic::calls<monadic::ack_program>>("handled.ack", by_monad, 1));
  out.push_back(row_of<monadic::calls<monadic::fib_program>>("handled.fib", by_monad, 1));
  out.push_back(row_of<monadic::calls<monadic::motzkin_program>>("handled.motzkin", by_monad, 1));
  out.push_back(row_of<monadic::calls<monadic::sudan_program>>("handled.sudan", by_monad, 1));
  out.push_back(row_of<monadic::calls<monadic::tak_program>>("handled.tak", by_monad, 1));
}

template <unsigned depth> void add_walks(rows& out, std::string_view id) {
  out.push_back(row_of<tree_walk<walk_as<walk_by_hand, depth>>>(id, baseline("by hand"), 1));
  out.push_back(row_of<tree_walk<walk_as<walk_by_monad, depth>>>(id, by_monad, 1));
  out.push_back(row_of<tree_walk<walk_as<walk_by_handler<stack>, depth>>>(id, by_effects, 1));
}

template <class S> row met_by_microthreads(who w) {
  return row_of<chameneos<microthread_guests<world<S>>>>("chameneos", w, 1);
}
void add_chameneos(rows& out) {
  constexpr auto id = "chameneos";
  out.push_back(row_of<chameneos_by_loop>(id, baseline("loop"), 1));
  out.push_back(met_by_microthreads<stack>(ours("stack")));
#if KONT_HAVE_BOOST_CONTEXT
  out.push_back(met_by_microthreads<context>(ours("context")));
#endif
  out.push_back(met_by_microthreads<ucontext>(ours("ucontext")));
  out.push_back(met_by_microthreads<copy>(ours("copy")));
  out.push_back(met_by_microthreads<frame>(ours("frame")));
  out.push_back(met_by_microthreads<closure>(ours("closure")));
  out.push_back(row_of<chameneos<handled_guests<stack>>>(id, by_effects, 1));
  out.push_back(row_of<chameneos<handled_guests<stack, owner::region>>>(id, entered, 1));
  out.push_back(row_of<chameneos<monadic_guests>>(id, by_monad, 1));
}

}  // namespace

rows ocaml_rows() {
  constexpr auto id = "generator.deep";
  rows out;
  add<plainly>(out, baseline("calls"));
  add<under_a_handler<stack>>(out, ours("stack"));
  add_calls_by_monad(out);
  out.push_back(whole(row_of<tree_walk<deep_walk>>(id, ours("stack"), 1)));
  out.push_back(whole(row_of<tree_walk<deep_nested<closure>>>(id, ours("closure"), 1)));
  out.push_back(row_of<tree_walk<deep_nested<frame>>>(id, ours("frame"), 1));
  add_walks<deep>(out, id);
  add_walks<tree_depth>(out, "generator.tree");
  out.push_back(row_of<tree_walk<walk_as<walk_by_handler<stack, owner::region>, tree_depth>>>(
      "generator.tree", entered, 1));
  add_chameneos(out);
  return out;
}

}  // namespace kont::papers
