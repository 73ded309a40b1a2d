// continuations/control/operators.hpp -- the four delimited control operators of the literature:
// two questions, two answers each.
//
//                     the prompt goes along with k     k is bare
//                     k = x. @p E[x]                   k = x. E[x]
//   it stays behind   shift    @p E[..] -> @p (f k)    control    @p E[..] -> @p (f k)
//   it does not       shift0   @p E[..] ->     f k     control0   @p E[..] ->     f k
//
// The table, and that each can express the others: Shan, Shift to control, Scheme Workshop 2004;
// Kiselyov, How to remove a dynamic prompt, 2005. All four take a named prompt, and f is called as
// f(k) with k a sub_continuation. R is what the operator returns there, if not the answer type.
#pragma once
#include <utility>

#include "continuations/control/prompt.hpp"
#include "continuations/strategies/stack.hpp"
#include "lib/stacks/stack.hpp"

namespace kont {

/// The delimiter of them all: prompt, reset, prompt0, reset0. Returns what body() or a handler
/// does. (`#`, Felleisen, POPL 1988; reset, Danvy & Filinski, LFP 1990.)
template <class A, class S, class F> A reset(prompt<A, S> p, F&& body, stacks::request want = {}) {
  return push_prompt(p, std::forward<F>(body), want);
}

/// F of Felleisen, The theory and practice of first-class prompts, POPL 1988 (control in Sitaram &
/// Felleisen 1990): what k brings back may capture beyond where k is called. Ours is typed, and
/// its prompt has a name.
template <class R = the_answer, class A, class S, class F>
hole<R, A> control(prompt<A, S> p, F&& f) {
  return capture<R, delimiters{.stays = true, .goes_along = false}>(p, std::forward<F>(f));
}

/// Danvy & Filinski, Abstracting control, LFP 1990: a call of k is a call of a function; what it
/// captures ends there. Ours has one answer type for each prompt, where theirs may change it.
template <class R = the_answer, class A, class S, class F> hole<R, A> shift(prompt<A, S> p, F&& f) {
  return capture<R, delimiters{.stays = true, .goes_along = true}>(p, std::forward<F>(f));
}

/// Shan 2004 and Dybvig, Peyton Jones & Sabry, JFP 2007; with a named prompt it is the cupto of
/// Gunter, Rémy & Riecke, FPCA 1995: prompt and context are taken together, neither comes back.
template <class R = the_answer, class A, class S, class F>
hole<R, A> control0(prompt<A, S> p, F&& f) {
  return capture<R, delimiters{.stays = false, .goes_along = false}>(p, std::forward<F>(f));
}

/// Danvy & Filinski, A functional abstraction of typed contexts, DIKU 1989; Materzok & Biernacki,
/// Subtyping delimited continuations, ICFP 2011: each use reaches one prompt further out. A deep
/// effect handler is a reset0 whose operations shift0. The cheapest of the four: the handler runs
/// on the stack that waits.
template <class R = the_answer, class A, class S, class F>
hole<R, A> shift0(prompt<A, S> p, F&& f) {
  return capture<R, delimiters{.stays = false, .goes_along = true}>(p, std::forward<F>(f));
}

}  // namespace kont
