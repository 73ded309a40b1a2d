// papers/ladder/rows_tree.cpp -- trees of microthreads, which join their children.
#include "papers/ladder/rows.hpp"
#include "papers/workloads/strategies.hpp"
#include "papers/workloads/trees.hpp"

namespace kont::ladder {

using namespace workloads;

namespace {

template <class Tree> void add_rung(rows& out, std::string_view id, std::uint64_t published) {
  out.push_back(row_of<called_tree<Tree>>(id, baseline("calls"), 1));
  out.push_back(
      noted(row_of<tree_in<depth_first<stack>, Tree>>(id, ours("stack"), 1), "by the policy lifo"));
  out.push_back(row_of<tree_in<depth_first<bare>, Tree>>(id, ours("stack", "bare"), 1));
  out.push_back(by_wall_clock(row_of<tree_in<crew<>, Tree>>(id, ours("stack", "crew of 1"), 1, 1u),
                              published));
  out.push_back(by_wall_clock(row_of<tree_in<crew<>, Tree>>(id, ours("stack", "crew of 2"), 1, 2u),
                              published));
#if KONT_HAVE_BOOST_CONTEXT
  out.push_back(row_of<tree_in<depth_first<context>, Tree>>(id, ours("context"), 1));
#endif
  out.push_back(row_of<tree_in<depth_first<copy>, Tree>>(id, ours("copy"), 1));
}

}  // namespace

rows tree_rows() {
  rows out;
  add_rung<skynet_of_leaves>(out, "tree.skynet", 1'000'000);
  constexpr auto fork = "tree.fork";
  add_rung<fib_of_forks>(out, fork, fib30_forks);
  using lazy = tree_in<crew<>, fib_of_forks, lazy_tasks>;
  out.push_back(
      by_wall_clock(row_of<lazy>(fork, ours("stack", "lazy, crew of 1"), 1, 1u), fib30_forks));
  out.push_back(
      by_wall_clock(row_of<lazy>(fork, ours("stack", "lazy, crew of 2"), 1, 2u), fib30_forks));
  return out;
}

}  // namespace kont::ladder
