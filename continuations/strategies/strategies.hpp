// continuations/strategies/strategies.hpp -- the one list of all strategies, and what each is.
#pragma once
#include <string_view>

#include "continuations/continuation.hpp"
#include "continuations/strategies/closure.hpp"
#include "continuations/strategies/copy.hpp"
#include "continuations/strategies/frame.hpp"
#include "continuations/strategies/machine.hpp"
#include "continuations/strategies/replay.hpp"
#include "continuations/strategies/segment.hpp"
#include "continuations/strategies/stack.hpp"
#include "continuations/strategies/thread.hpp"
#include "continuations/strategies/ucontext.hpp"
#if KONT_HAVE_BOOST_CONTEXT  // the build says so: the header alone does not make it link
#include "continuations/strategies/context.hpp"
#endif

namespace kont {

/// What a reader of a table wants to know of a strategy.
struct strategy_facts {
  std::string_view name;
  std::string_view is;      ///< one clause: where the suspended computation is kept
  std::string_view source;  ///< whom it is from
};

/// The facts of strategy S; a strategy without them is not listed.
template <class S> inline constexpr strategy_facts describe;

template <>
inline constexpr strategy_facts describe<stack>{
    "stack", "a stack of its own, and our own inlined switch",
    "Dolan, Muralidharan, Gregg: Compiler support for lightweight context switching, TACO 2013"};

#if KONT_HAVE_BOOST_CONTEXT
template <>
inline constexpr strategy_facts describe<context>{
    "context", "a stack of its own, and Boost.Context's hand-written switch",
    "Kowalke: Boost.Context, 2009"};
#endif

template <>
inline constexpr strategy_facts describe<ucontext>{
    "ucontext", "a stack of its own, and swapcontext with its system call",
    "System V Release 4; Single UNIX Specification, version 2, 1997"};

template <>
inline constexpr strategy_facts describe<thread>{
    "thread", "an OS thread that waits for the baton",
    "Conway: Design of a separable transition-diagram compiler, CACM 1963 (coroutines as "
    "processes); Stackless Python's uthread"};

template <>
inline constexpr strategy_facts describe<copy>{
    "copy", "a slice of a shared stack, copied out and back",
    "Tismer: Continuations and Stackless Python, 2000 (hard switch); greenlet; Clinger, "
    "Hartheimer, "
    "Ost: Implementation strategies for first-class continuations, HOSC 1999"};

template <>
inline constexpr strategy_facts describe<replay>{
    "replay", "a stack of its own, and a log of all it was told",
    "Koppel, Scherer, Solar-Lezama: Capturing the future by replaying the past, ICFP 2018"};

template <>
inline constexpr strategy_facts describe<frame>{
    "frame", "a coroutine frame on the heap, cut by the compiler",
    "Nishanov: Coroutines, ISO C++20 (P0912); Conway 1963"};

template <>
inline constexpr strategy_facts describe<closure>{
    "closure", "a function object on the heap, and a trampoline",
    "Strachey, Wadsworth: Continuations, 1974; Ganz, Friedman, Wand: Trampolined style, ICFP 1999"};

template <>
inline constexpr strategy_facts describe<machine>{
    "machine", "a struct on the heap, whose state is a variable",
    "Reynolds: Definitional interpreters, 1972; Danvy, Nielsen: Defunctionalization at work, "
    "PPDP 2001"};

#if KONT_SPLIT_STACK
template <>
inline constexpr strategy_facts describe<segmented>{
    "segment", "a list of stack segments, which grows as calls go deeper",
    "Hieb, Dybvig, Bruggeman: Representing control in the presence of first-class continuations, "
    "PLDI 1990; Taylor: Split stacks in GCC, 2011"};
#endif

/// A list of types.
template <class... S> struct type_list {};

/// Every strategy of this build, in the order of the tables.
#if KONT_SPLIT_STACK  // there the others would run on stacks whose limit nobody knows
using all_strategies = type_list<segmented>;
#else
using all_strategies = type_list<stack,
#if KONT_HAVE_BOOST_CONTEXT
                                 context,
#endif
                                 ucontext, thread, copy, replay, frame, closure, machine>;
#endif

/// What is known of the strategies this build does not have: for those who list, or ask by name.
struct absent_strategy {
  std::string_view name, why;
};
inline constexpr absent_strategy absent_strategies[] = {
#if KONT_SPLIT_STACK
    {"the others", "are where nothing is compiled with -fsplit-stack"},
#elif defined(__x86_64__)
    {"segment", "only where all is compiled with -fsplit-stack: its rows, and the suite segment"},
#else
    {"segment", "compilers for this processor have no -fsplit-stack"},
#endif
#if !KONT_HAVE_BOOST_CONTEXT
    {"context", "this build has no Boost.Context (Meson: -Dcontext=enabled)"},
#endif
};

/// "direct", "co" or "cps".
constexpr std::string_view spell(dialect d) {
  return d == dialect::direct ? "direct" : d == dialect::co ? "co" : "cps";
}
/// How often a continuation of S may be resumed: "one" or "many".
template <class S> constexpr std::string_view shots() {
  return multi_shot<typename S::continuation> ? "many" : "one";
}

/// Calls `f` for each strategy of a list, or for each there is:
/// for_each_strategy([]<class S>() { … }).
template <class F, class... S> constexpr void for_each_strategy(F&& f, type_list<S...>) {
  (f.template operator()<S>(), ...);
}
template <class F> constexpr void for_each_strategy(F&& f) {
  for_each_strategy(f, all_strategies{});
}
/// The same for those whose bodies speak dialect D: for_each_strategy<dialect::direct>(…).
template <dialect D, class F> constexpr void for_each_strategy(F&& f) {
  for_each_strategy([&]<class S>() {
    if constexpr (S::style == D) f.template operator()<S>();
  });
}

}  // namespace kont
