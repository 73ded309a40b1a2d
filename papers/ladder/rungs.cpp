// papers/ladder/rungs.cpp -- the list of operations, each over the one it is built on.
#include "papers/ladder/rungs.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include "papers/workloads/fibonacci.hpp"
#include "papers/workloads/program_sizes.hpp"

namespace kont::ladder {

using workloads::deep_nodes;

std::uint64_t sum_below(std::uint64_t ops) {
  // One of the two factors is even: halve that one, so that the product is right mod 2^64.
  return ops % 2 == 0 ? ops / 2 * (ops - 1) : (ops - 1) / 2 * ops;
}

namespace {

/// The tree's elements are its in-order indices; a walk that ends begins again.
template <std::uint64_t Nodes> std::uint64_t walk_answer(std::uint64_t ops) {
  return ops / Nodes * sum_below(Nodes) + sum_below(ops % Nodes);
}
constexpr auto tree_answer = walk_answer<tree_nodes>, deep_tree_answer = walk_answer<deep_nodes>;

std::uint64_t forks_answer(std::uint64_t ops) {
  std::uint64_t sum = 0;
  while (ops > 0) {
    auto const tree = workloads::largest_fib_tree(ops);
    sum += tree.answer;
    ops -= tree.forks;
  }
  return sum;
}

template <auto const& Sizes> std::uint64_t answer_of_programs(std::uint64_t ops) {
  return workloads::sum_of_programs(Sizes, ops, [](auto const& size) { return size.answer; });
}
constexpr auto ack_answer = answer_of_programs<workloads::ack_sizes>;
constexpr auto fib_answer = answer_of_programs<workloads::fib_sizes>;
constexpr auto motzkin_answer = answer_of_programs<workloads::motzkin_sizes>;
constexpr auto sudan_answer = answer_of_programs<workloads::sudan_sizes>;
constexpr auto tak_answer = answer_of_programs<workloads::tak_sizes>;
constexpr auto ctak_answer = answer_of_programs<workloads::ctak_sizes>;
constexpr auto fibc_answer = answer_of_programs<workloads::fibc_sizes>;

std::uint64_t count(std::uint64_t ops) { return ops; }

constexpr auto sum = sum_below;

constexpr std::array all{
    rung{"call", "a direct call that is not inlined", "", sum},
    rung{"closure", "a call through a pointer or a function object", "call", sum},
    rung{"cps.step", "a step that is handed its continuation as a closure", "closure", sum},
    rung{"switch", "one switch of continuations", "cps.step", sum},
    rung{"generator.element", "one element to the consumer", "switch", sum},
    rung{"generator.tree", "one element of a walk, depth 20", "generator.element", tree_answer},
    rung{"coroutine.transfer", "one transfer in a ring of n", "switch", sum},
    rung{"microthread.yield", "one yield with n alive", "coroutine.transfer", sum},
    rung{"channel.message", "one message, unbuffered channel", "microthread.yield", sum},
    rung{"channel.buffered", "one message, a buffer of 64", "channel.message", sum},
    rung{"channel.select", "one message, from one of two channels", "channel.message", sum},
    rung{"create.continuation", "create, run to the end, destroy", "", sum},
    rung{"create.generator", "create, run to the end, destroy", "create.continuation", sum},
    rung{"create.coroutine", "create, run to the end, destroy", "create.continuation", sum},
    rung{"create.microthread", "spawn, run, join", "create.coroutine", sum},
    rung{"tree.skynet", "one leaf of a tree, ten children a node", "create.microthread", sum},
    rung{"tree.fork", "one fork and join, of fib(n)", "create.microthread", forks_answer},
    rung{"control.answer", "perform, answered in place, under n handlers", "call", sum, true},
    rung{"control.perform", "perform, captured and resumed", "switch", sum},
    rung{"control.handle", "put up a handler, take it down", "create.continuation", sum},
    rung{"control.depth", "one transfer, n frames beneath", "coroutine.transfer", sum, true, 50},
    rung{"control.fork", "fork after n words, run the twin", "create.continuation", sum, true},
    rung{"memory.continuation", "bytes of one that is suspended", "", sum},
    rung{"memory.generator", "bytes of one that is suspended", "", sum},
    rung{"memory.coroutine", "bytes of one that is suspended", "", sum},
    rung{"memory.microthread", "bytes of one that is suspended", "", sum},
    rung{"thread.switch", "one hand-over between OS threads", "microthread.yield", sum},
};

/// Those of tables of others alone: the ladder has no rows of them.
constexpr std::array of_papers{
    rung{"threads.call", "one call of fib, a switch every n calls", "", sum},
    rung{"tak.captured", "one call of tak, with a continuation of its own", "", sum},
    rung{"additions.yield", "an addition by a worker that yields", "", sum},
    rung{"additions.spawn", "an addition by a worker of its own", "", sum},
    rung{"additions.join", "the same, joined", "", sum},
    rung{"additions.condition", "an addition told by conditions", "", sum},
    rung{"overhead.batch", "one of n, spawned together, then joined", "", sum},
    rung{"overhead.yield", "one yield, n alive, begun and ended in the run", "", sum},
    rung{"overhead.future", "one value through a future", "", sum},
    rung{"ctak", "one capture of ctak, called once", "", ctak_answer},
    rung{"fibc", "one capture of fibc, called once", "", fibc_answer},
    rung{"handled.ack", "one call of ack, under a handler of its own", "", ack_answer},
    rung{"handled.fib", "one call of fib, the same", "", fib_answer},
    rung{"handled.motzkin", "one call of motzkin, the same", "", motzkin_answer},
    rung{"handled.sudan", "one call of sudan, the same", "", sudan_answer},
    rung{"handled.tak", "one call of tak, the same", "", tak_answer},
    rung{"generator.deep", "one element of a walk, depth 25", "", deep_tree_answer},
    rung{"uts.t1", "one node of the tree T1, forked and joined", "", count},
    rung{"uts.t3", "one node of the tree T3, forked and joined", "", count},
    rung{.id = "memory.t1",
         .what = "bytes at the peak, in T1",
         .below = "",
         .answer = count,
         .audit_ops = workloads::t1_sizes.back().operations},
    rung{.id = "memory.t3",
         .what = "bytes at the peak, in T3",
         .below = "",
         .answer = count,
         .audit_ops = workloads::t3_sizes.back().operations},
    rung{"resume.copied", "a resume, there and back, n bytes on the stack", "", sum},
};

}  // namespace

std::span<rung const> rungs() { return all; }

namespace {

/// Behind all others, where there is none.
std::size_t search(std::string_view id) {
  auto const in = [id](auto const& list) {
    auto const found = std::ranges::find(list, id, &rung::id);
    return static_cast<std::size_t>(found - list.begin());
  };
  return in(all) < all.size() ? in(all) : all.size() + in(of_papers);
}

}  // namespace

bool is_rung(std::string_view id) { return search(id) < all.size() + of_papers.size(); }

std::size_t place(std::string_view id) {
  if (!is_rung(id)) throw std::logic_error("no such rung: " + std::string(id));
  return search(id);
}

rung const& find_rung(std::string_view id) {
  auto const at = place(id);
  return at < all.size() ? all[at] : of_papers[at - all.size()];
}

}  // namespace kont::ladder
