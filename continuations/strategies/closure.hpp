// continuations/strategies/closure.hpp -- heap closures and a trampoline: CPS written by hand.
//
//   auto k = closure::start([](auto& other) {
//     return transfer(other, a_word, [](auto& back) {   // the rest, as a function
//       return finish(back, back.word);
//     });
//   });
//   auto twin = k.fork();                   // a second, equal continuation
//   auto came = std::move(k).resume();      // runs the first step: came.from is the rest
//
// When a step has returned, what it captured is gone: a value whose address was brought to somebody
// must live in the rest, or be put where they said.
#pragma once
#include "continuations/strategies/trampoline.hpp"

namespace kont {

/// Each step is a function object of its own: an allocation and an indirect call.
using closure = trampoline<false>;
static_assert(strategy<closure, dialect::cps> && multi_shot<closure::continuation>);

}  // namespace kont
