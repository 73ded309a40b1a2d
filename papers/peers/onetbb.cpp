// papers/peers/onetbb.cpp -- oneTBB: Fibonacci's tree of tasks, on one thread and on two.
#include "papers/peers/onetbb.hpp"

#include "papers/peers/peers.hpp"

namespace kont::peers {

ladder::rows onetbb_rows() {
  ladder::rows out;
  append_trees<workloads::fib_of_forks>(out, "tree.fork", workloads::fib30_forks);
  return out;
}

}  // namespace kont::peers
