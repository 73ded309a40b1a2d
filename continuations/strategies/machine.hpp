// continuations/strategies/machine.hpp -- the program as a state machine, written by hand: its
// steps are the values of a variable.
//
//   struct counter {                                  // sends 1, 2, 3
//     int i = 0;                                      // all that lives across a switch
//     machine::action operator()(machine::arrived& other) {
//       if (i == 3) return finish(other);
//       return transfer(other, word_of(++i));         // no rest: this object is called again
//     }
//   };
//   auto k = machine::start(counter{});
//   auto twin = k.fork();                             // a copy of the struct
//
// This is what a program in CPS becomes when its closures are written as data and their code as one
// function that tells them apart: Reynolds, Definitional interpreters, 1972 (defunctionalization);
// Danvy & Nielsen, Defunctionalization at work, PPDP 2001. It is the floor: a switch is an indirect
// call and a return, without any allocation. What a compiler makes of a C++20 coroutine is the same
// (see frame.hpp), but it cannot be copied.
#pragma once
#include "continuations/strategies/trampoline.hpp"

namespace kont {

/// One object for the whole computation. With a rest it is the strategy closure: the rest is an
/// object of its own, and the one before is gone.
using machine = trampoline<true>;
static_assert(strategy<machine, dialect::cps> && multi_shot<machine::continuation>);

}  // namespace kont
