// papers/peers/onetbb_uts.cpp -- oneTBB: the unbalanced trees of the table libfork.
#include <string>

#include "papers/peers/onetbb.hpp"
#include "papers/peers/peers.hpp"
#include "papers/workloads/unbalanced_trees.hpp"
#include "papers/workloads/weighing_peaks.hpp"

namespace kont::peers {
namespace {

template <class Tree> void add(ladder::rows& out, std::string const& id) {
  using nodes = tree_of_tasks<workloads::nodes_of<Tree>>;
  append_trees<workloads::nodes_of<Tree>>(out, "uts." + id, Tree::sampled);
  out.push_back(workloads::peak_row<nodes>("memory." + id, one_thread, 1));
  out.push_back(workloads::peak_row<nodes>("memory." + id, two_threads, 2));
}

}  // namespace

ladder::rows onetbb_uts_rows() {
  ladder::rows out;
  add<workloads::tree_t1>(out, "t1");
  add<workloads::tree_t3>(out, "t3");
  return out;
}

}  // namespace kont::peers
