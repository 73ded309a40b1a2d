// papers/libfork/rows.cpp -- unbalanced trees by fork and join: serially, by a scheduler, by crews.
// (Their fib is the ladder's tree.fork.)
#include <stdexcept>
#include <string>

#include "papers/frame/tables.hpp"
#include "papers/ladder/absent_row.hpp"
#include "papers/peers/peers.hpp"
#if KONT_HAVE_NETTLE
#include "papers/workloads/strategies.hpp"
#include "papers/workloads/unbalanced_trees.hpp"
#include "papers/workloads/weighing_peaks.hpp"
#endif

namespace kont::papers {

using namespace ladder;

#if KONT_HAVE_NETTLE
using namespace workloads;

namespace {

constexpr auto one = ours("stack", "crew of 1"), two = ours("stack", "crew of 2");
constexpr auto lazy_one = ours("stack", "lazy, crew of 1");
constexpr auto lazy_two = ours("stack", "lazy, crew of 2");

template <class Tree> void add(rows& out, std::string const& id) {
  using in_calls = called_tree<nodes_of<Tree>>;
  using in_scheduler = tree_in<depth_first<stack>, nodes_of<Tree>>;
  using in_crew = tree_in<crew<>, nodes_of<Tree>>;
  using in_lazy = tree_in<crew<>, nodes_of<Tree>, lazy_tasks>;
  auto const timed = "uts." + id, weighed = "memory." + id;
  out.push_back(row_of<in_calls>(timed, baseline("calls"), 1));
  out.push_back(row_of<in_scheduler>(timed, ours("stack"), 1));
  out.push_back(by_wall_clock(row_of<in_crew>(timed, one, 1, 1u), Tree::sampled));
  out.push_back(by_wall_clock(row_of<in_crew>(timed, two, 1, 2u), Tree::sampled));
  out.push_back(by_wall_clock(row_of<in_lazy>(timed, lazy_one, 1, 1u), Tree::sampled));
  out.push_back(by_wall_clock(row_of<in_lazy>(timed, lazy_two, 1, 2u), Tree::sampled));
  out.push_back(peak_row<in_calls>(weighed, baseline("calls")));
  out.push_back(peak_row<in_scheduler>(weighed, ours("stack")));
  out.push_back(peak_row<in_crew>(weighed, one, 1u));
  out.push_back(peak_row<in_crew>(weighed, two, 2u));
  out.push_back(peak_row<in_lazy>(weighed, lazy_one, 1u));
  out.push_back(peak_row<in_lazy>(weighed, lazy_two, 2u));
}

}  // namespace

rows libfork_rows() {
  rows out;
  add<tree_t1>(out, "t1");
  add<tree_t3>(out, "t3");
#if KONT_HAVE_TBB
  append(out, peers::onetbb_uts_rows());
#endif
  return out;
}
#else
rows libfork_rows() {
  return {absent_row("uts.t1", {"", "nettle"}, 1,
                     "not installed: Nettle, whose SHA-1 makes the trees")};
}
#endif

}  // namespace kont::papers
