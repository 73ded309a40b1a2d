// papers/peers/onetbb.cpp -- oneTBB: a tree of tasks that fork and join, on two threads.
#include <tbb/global_control.h>
#include <tbb/task_group.h>

#include <utility>

#include "papers/ladder/rows.hpp"
#include "papers/peers/peers.hpp"
#include "papers/workloads/trees.hpp"

namespace kont::peers {
namespace {

using namespace ladder;
using namespace workloads;

/// A task, in a group of its own.
class task {
 public:
  template <class F> explicit task(F&& f) { group_.run(std::forward<F>(f)); }
  void join() { group_.wait(); }

 private:
  tbb::task_group group_;
};

class task_forks : public fixture {
 public:
  work run(std::uint64_t ops) override {
    auto const child = [](auto&& f) { return task(std::forward<decltype(f)>(f)); };
    return {.ops = ops, .checksum = fib_of_forks{}(ops, child)};
  }

 private:
  tbb::global_control const two_{tbb::global_control::max_allowed_parallelism, 2};
};

}  // namespace

rows onetbb_rows() {
  return {
      by_wall_clock(row_of<task_forks>("tree.fork", {"", "onetbb", "2 threads"}, 1), fib30_forks)};
}

}  // namespace kont::peers
