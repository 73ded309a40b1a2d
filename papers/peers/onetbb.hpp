// papers/peers/onetbb.hpp -- trees of oneTBB's tasks, which fork and join, on so many threads.
#pragma once
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <utility>

#include "papers/ladder/rows.hpp"
#include "papers/workloads/trees.hpp"

namespace kont::peers {

/// A task, in a group of its own.
class task {
 public:
  template <class F> explicit task(F&& f) { group_.run(std::forward<F>(f)); }
  void join() { group_.wait(); }

 private:
  tbb::task_group group_;
};
struct tasks {
  template <class F> task operator()(F&& f) const { return task(std::forward<F>(f)); }
};

/// Many tasks, in one group.
class forks_of_a_group {
 public:
  template <class F> void add(tasks const&, F&& f) { group_.run(std::forward<F>(f)); }
  void join() { group_.wait(); }

 private:
  tbb::task_group group_;
};
template <class F> forks_of_a_group forks_of(tasks const&, std::size_t) { return {}; }

/// In an arena, since rows with other numbers of threads are alive at the same time.
template <class Tree> class tree_of_tasks : public ladder::fixture {
 public:
  explicit tree_of_tasks(int threads) : arena_(threads) {}
  ladder::work run(std::uint64_t ops) override {
    std::uint64_t sum = 0;
    arena_.execute([&] { sum = Tree{}(ops, tasks{}); });
    return {.ops = ops, .checksum = sum};
  }

 private:
  tbb::task_arena arena_;
};

inline constexpr ladder::who one_thread{"", "onetbb", "1 thread"},
    two_threads{"", "onetbb", "2 threads"};

template <class Tree>
void append_trees(ladder::rows& out, std::string_view rung, std::uint64_t published) {
  auto const add = [&](ladder::who w, int threads) {
    out.push_back(
        ladder::by_wall_clock(ladder::row_of<tree_of_tasks<Tree>>(rung, w, 1, threads), published));
  };
  add(one_thread, 1);
  add(two_threads, 2);
}

}  // namespace kont::peers
