// papers/workloads/trees.hpp -- trees of tasks: skynet, and Fibonacci's numbers the slow way.
//
// Each is written over `child(f)`, which begins a task that does f(), and returns what join()s it.
// Skynet (Alexander Temerev, 2016): ten children each, 1,000,000 leaves; a leaf gives its number,
// and the root their sum. fib(30): Frigo, Leiserson & Randall: The implementation of the Cilk-5
// multithreaded language, PLDI 1998.
#pragma once
#include <cstdint>
#include <utility>

#include "coroutines/microthreads/crew.hpp"
#include "coroutines/microthreads/lazy_task.hpp"
#include "coroutines/microthreads/policies/lifo.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "papers/ladder/row.hpp"
#include "papers/workloads/evaluations.hpp"
#include "papers/workloads/fibonacci.hpp"

namespace kont::workloads {

using number = std::uint64_t;

/// The sum of `size` leaves from the one of that number on; size > 0, a power of ten.
template <class Child> number skynet(number first, number size, Child const& child) {
  if (size == 1) return first;
  constexpr number children = 10;
  number sums[children];
  decltype(child([] {})) joins[children];
  for (number k = 0; k < children; ++k) {
    joins[k] = child([=, &child, &sum = sums[k]] {
      number const part = size / children;
      sum = skynet(first + k * part, part, child);
    });
  }
  number sum = 0;
  for (number k = 0; k < children; ++k) {
    joins[k].join();
    sum += sums[k];
  }
  return sum;
}
/// Each call with n > 1 forks one child.
template <class Child> int fib(int n, Child const& child) {
  if (n < 2) return n;
  int left;
  auto joins = child([n, &child, &left] { left = fib(n - 1, child); });
  int const right = fib(n - 2, child);
  joins.join();
  return left + right;
}

/// A child that is a call.
struct called {
  void join() const noexcept {}
};
inline constexpr auto calls = [](auto&& f) {
  f();
  return called{};
};
/// A microthread: on a crew the child first, in a scheduler when it is its turn. Depth first, then,
/// under the policy lifo; under fifo all leaves would be alive at once.
struct microthreads {
  static constexpr std::size_t stack_size = 0;  // of the first: the usual one
  template <class World, class F> [[gnu::always_inline]] static auto child(World& world, F&& f) {
    if constexpr (World::shared) {
      return world.fork(std::forward<F>(f));
    } else {
      return world.spawn(std::forward<F>(f));
    }
  }
};
/// A call, which is a microthread only where another worker of the crew takes it over.
struct lazy_tasks {
  static constexpr std::size_t stack_size = 2 << 20;  // a call stands on the stack of its caller
  template <class World, class F> [[gnu::always_inline]] static auto child(World& world, F f) {
    return lazy_task(world, std::move(f));
  }
};
/// Of several lazy tasks the newest is joined first.
template <class Join> inline constexpr bool last_first = false;
template <class F, class World> inline constexpr bool last_first<lazy_task<F, World>> = true;

template <class Kind = microthreads, class World> auto children_in(World& world) {
  return [&world]<class F>(F&& f) { return Kind::child(world, std::forward<F>(f)); };
}

/// So many leaves: a million, if there are as many, and of what is left the largest power of ten
/// again. (One tree of any other number has nodes with fewer children than ten.)
struct skynet_of_leaves {
  template <class Child> number operator()(number leaves, Child const& child) const {
    number sum = 0, first = 0;
    for (number size = 1'000'000; size != 0; size /= 10) {
      for (; leaves - first >= size; first += size) sum += skynet(first, size, child);
    }
    return sum;
  }
};
/// So many forks: the largest fib(n) that has no more, and of what is left the largest again.
struct fib_of_forks {
  template <class Child> number operator()(number forks, Child const& child) const {
    return evaluate(fib_trees, forks, [&](program_size const& tree) {
      return static_cast<number>(fib(static_cast<int>(tree.argument), child));
    });
  }
};

template <class Tree> class called_tree : public ladder::fixture {
 public:
  ladder::work run(std::uint64_t ops) override {
    return {.ops = ops, .checksum = Tree{}(ops, calls)};
  }
};
template <class World, class Tree, class Kind = microthreads>
class tree_in : public ladder::fixture {
 public:
  template <class... A> explicit tree_in(A... arguments) : world_(arguments...) {}
  ladder::work run(std::uint64_t ops) override {
    number sum = 0;
    typename World::attributes first;
    first.stack.size = Kind::stack_size;
    world_.spawn(first, [&] { sum = Tree{}(ops, children_in<Kind>(world_)); });
    world_.run();
    return {.ops = ops, .checksum = sum};
  }

 private:
  World world_;
};
template <class S> using depth_first = scheduler<lifo, S>;

}  // namespace kont::workloads
