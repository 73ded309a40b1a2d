// papers/ladder/rungs.cpp -- the list of operations, each over the one it is built on.
#include "papers/ladder/rungs.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include "papers/workloads/chameneos.hpp"
#include "papers/workloads/evaluations.hpp"
#include "papers/workloads/fibonacci.hpp"
#include "papers/workloads/known_answers.hpp"
#include "papers/workloads/program_sizes.hpp"

namespace kont::ladder {

using workloads::deep_nodes, workloads::factorial_residues, workloads::largest_factorial;

std::uint64_t sum_below(std::uint64_t ops) {
  // One of the two factors is even: halve that one, so that the product is right mod 2^64.
  return ops % 2 == 0 ? ops / 2 * (ops - 1) : (ops - 1) / 2 * ops;
}

namespace {

/// The tree's elements are its in-order indices; a walk that ends begins again.
template <std::uint64_t Nodes> std::uint64_t walk_answer(std::uint64_t ops) {
  return ops / Nodes * sum_below(Nodes) + sum_below(ops % Nodes);
}
constexpr auto tree_answer = walk_answer<tree_nodes>, deep_tree_answer = walk_answer<deep_nodes>,
               xml_answer = walk_answer<workloads::xml_elements>;

/// What the programs give that do so many operations.
template <auto const& of> std::uint64_t values(std::uint64_t operations) {
  return workloads::evaluate(of, operations, [](auto const& e) { return e.value; });
}
constexpr auto forks_answer = values<workloads::fib_trees>;
constexpr auto fib_values = values<workloads::evaluations_of_fib>;
constexpr auto tak_values = values<workloads::evaluations_of_tak>;
constexpr auto ack_values = values<workloads::evaluations_of_ack>;

/// The residues of the factorials that have so many factors.
std::uint64_t factorials_answer(std::uint64_t factors) {
  auto const whole = factors / largest_factorial, left = factors % largest_factorial;
  return whole * factorial_residues[largest_factorial] + (left == 0 ? 0 : factorial_residues[left]);
}

std::uint64_t one_each(std::uint64_t ops) { return ops; }

std::uint64_t count(std::uint64_t ops) { return ops; }

constexpr auto sum = sum_below;

constexpr std::array all{
    rung{"call", "a direct call that is not inlined", "", sum},
    rung{"closure", "a call through a pointer or a function object", "call", sum},
    rung{"cps.step", "a step that is handed its continuation as a closure", "closure", sum},
    rung{"switch", "one switch of continuations", "cps.step", sum},
    rung{"generator.element", "one element to the consumer", "switch", sum},
    rung{"generator.tree", "one element of a walk, depth 20", "generator.element", tree_answer},
    rung{.id = "coroutine.transfer",
         .what = "one transfer in a ring of n",
         .below = "switch",
         .answer = sum,
         .laps = true},
    rung{.id = "microthread.yield",
         .what = "one yield with n alive",
         .below = "coroutine.transfer",
         .answer = sum,
         .laps = true},
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
    rung{"control.mark", "a call inside a mark: put on, taken off", "call", sum},
    rung{"control.mark.get", "the first mark, beyond n others", "", sum, true},
    rung{"control.mark.capture", "capture n marks, and resume", "switch", sum, true},
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
    rung{"ctak", "one capture of ctak, called once", "", tak_values},
    rung{"fibc", "one capture of fibc, called once", "", fib_values},
    rung{"handled.ack", "one call of ack, under a handler of its own", "",
         values<workloads::ack_sizes>},
    rung{"handled.fib", "one call of fib, the same", "", values<workloads::fib_sizes>},
    rung{"handled.motzkin", "one call of motzkin, the same", "", values<workloads::motzkin_sizes>},
    rung{"handled.sudan", "one call of sudan, the same", "", values<workloads::sudan_sizes>},
    rung{"handled.tak", "one call of tak, the same", "", values<workloads::tak_sizes>},
    rung{"generator.deep", "one element of a walk, depth 25", "", deep_tree_answer},
    rung{"chameneos", "one meeting of two creatures", "", workloads::chameneos_in_turn},
    rung{"uts.t1", "one node of the tree T1, forked and joined", "", count},
    rung{"uts.t3", "one node of the tree T3, forked and joined", "", count},
    rung{.id = "memory.t1",
         .what = "bytes at the peak, in T1",
         .below = "",
         .answer = count,
         .audit_ops = workloads::t1_sizes[0].operations},
    rung{.id = "memory.t3",
         .what = "bytes at the peak, in T3",
         .below = "",
         .answer = count,
         .audit_ops = workloads::t3_sizes[0].operations},
    rung{"resume.copied", "a resume, there and back, n bytes on the stack", "", sum},
    rung{"words.copied", "the same, with ten that take turns", "", sum},
    rung{"fib.call", "one call of fib", "", fib_values},
    rung{"fib.foreign", "one call of fib, and a foreign one", "", fib_values},
    rung{"tak.call", "one call of tak", "", tak_values},
    rung{"ack.call", "one call of ack", "", ack_values},
    rung{"ack.waiting", "bytes of a call of ack that waits", "", ack_values},
    rung{"escape.loop", "a computation that leaves at once", "", sum},
    rung{"tak.escaping", "one call of tak, whose value leaves by an escape", "", sum},
    rung{"channel.ring", "one message, to the next of a ring of n", "", sum},
    rung{"channel.chain", "one link of a chain of n: made, told, ended", "", one_each},
    rung{"factorial.call", "one call of 998!", "", factorials_answer},
    rung{.id = "factorial.digits",
         .what = "the sum of the digits of 2,000!",
         .below = "",
         .answer = workloads::sum_of_factorial_digits,
         .audit_ops = 2'000},
    rung{"sax.element", "one element of an XML document", "", xml_answer},
    rung{"hackysack.kick", "one message, to one of n by chance", "", sum},
    rung{"hackysack.game", "the same, of a game of 1,000, its players made for it", "", sum},
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
