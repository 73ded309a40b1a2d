// continuations/control/reflect.hpp -- any monad as a way to run programs in direct style.
//
//   struct maybe {                                        // a monad: unit and bind, as ever
//     template <class A> using of = std::optional<A>;
//     template <class A> static of<A> unit(A a) { return a; }
//     template <class A, class B, class F> static of<A> bind(of<B> m, F f) {
//       return m ? f(*m) : std::nullopt;
//     }
//   };
//   reflection<maybe, int> r;
//   std::optional<int> const n = r.reify([&] { return 1 + r.reflect(lookup("x")); });
//
// reify turns what a program does into a value of the monad, reflect turns such a value into
// something that the program does:
//
//   reify (t)    =  @ (unit (t ()))
//   reflect (m)  =  shift (k. bind (m, k))
//
// (Filinski: Representing monads, POPL 1994.)
#pragma once
#include <concepts>
#include <type_traits>
#include <utility>

#include "continuations/continuation.hpp"
#include "continuations/control/operators.hpp"
#include "continuations/control/reusable.hpp"
#include "continuations/strategies/stack.hpp"

namespace kont {

/// Programs that answer A, with the effects of the monad M: which has the type of<A>,
/// unit(A) -> of<A> and bind<A>(of<B>, f: B -> of<A>) -> of<A>. Where bind calls f more than once,
/// S must be multi-shot. It lives outside of what it runs. One thread at a time.
template <class M, class A, strategy<dialect::direct> S = stack> class reflection {
 public:
  template <class B> using of = typename M::template of<B>;

  /// What the program does, as a value of the monad.
  template <class F> of<A> reify(F program) {
    return reset(place_, [program = std::move(program)]() mutable { return M::unit(program()); });
  }
  /// Does what the value says, and returns what it brings -- as often as it brings something. It is
  /// shift0 and not shift, as bind itself has no effects.
  template <class B> B reflect(of<B> m) {
    return shift0<B>(place_, [region = &region_, m = std::move(m)](auto rest) mutable {
      return M::template bind<A>(
          std::move(m), [k = region->keep(std::move(rest))](B b) { return k(std::move(b)); });
    });
  }

 private:
  prompt<of<A>, S> place_{"reify"};
  continuation_region<S> region_;
};

}  // namespace kont
