// continuations/control/cps.hpp -- continuations without any strategy: programs whose rest is an
// argument, or two. What the compiler and the strategies do, done by hand.
//
//   direct style              CPS                                double-barrelled CPS
//   int f(int x)              bounce<A> f(int x, rest<int> k)    bounce<A> f(int x, barrels<int> b)
//   return x + 1;             return k(x + 1);                   return b.ok(x + 1);
//   throw e;                  --                                 return b.error(e);
//   int y = f(x); ...y...     return f(x, [=](int y) {...});     return f(x, {[=](int y) {...},
//                                                                             b.error});
//
// Every call is the last thing that its caller does. C++ need not drop the caller's frame then, so
// a call is returned as a thunk for a loop to make: a bounce on a trampoline. (CPS: Strachey &
// Wadsworth 1974, Plotkin 1975, Fischer 1972; trampolines: Ganz, Friedman & Wand, ICFP 1999;
// double-barrelled: Thielecke, Comparing control constructs by double-barrelled CPS, HOSC 2002.)
#pragma once
#include <exception>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace kont {

/// What a step of a program returns whose answer is an A: the answer, or the call to make next.
template <class A> class [[nodiscard]] bounce {
 public:
  bounce(A answer) : answer_(std::move(answer)) {}
  template <class F>
  requires std::is_invocable_r_v<bounce, F&> bounce(F next) : next_(std::move(next)) {}

  /// Makes call after call until there is an answer. The stack does not grow.
  A land() && {
    while (!answer_) {
      auto const call = std::move(next_);
      *this = call();
    }
    return *std::move(answer_);
  }

 private:
  std::optional<A> answer_;
  std::function<bounce()> next_;
};

/// Destroys what is given to it, and what that gives in turn: one after the other, not one inside
/// the other. Without memory for that, it does the latter.
inline void destroy_in_turn(std::shared_ptr<void> last) noexcept {
  thread_local std::vector<std::shared_ptr<void>>* waiting = nullptr;
  if (waiting != nullptr) {
    try {
      waiting->push_back(std::move(last));
    } catch (std::bad_alloc const&) {}
    return;
  }
  std::vector<std::shared_ptr<void>> next;
  waiting = &next;
  for (last = nullptr; !next.empty();) {
    auto const dies = std::move(next.back());
    next.pop_back();
  }
  waiting = nullptr;
}

/// A function that is never copied, however often it is passed on: a rest holds the rest of the
/// rest, and so on, and a copy of all that for each call would make n calls cost n * n.
template <class Signature> class shared_function;
template <class R, class... Args> class shared_function<R(Args...)> {
 public:
  template <class F>
  requires std::is_invocable_r_v<R, F&, Args...> shared_function(F f)
      : f_(std::make_shared<std::function<R(Args...)>>(std::move(f))) {}
  shared_function(shared_function const&) = default;
  shared_function(shared_function&&) noexcept = default;
  shared_function& operator=(shared_function const&) = default;
  shared_function& operator=(shared_function&&) noexcept = default;
  // A million rests, each of which holds the next, would be as many calls deep.
  ~shared_function() {
    if (f_.use_count() == 1) destroy_in_turn(std::move(f_));
  }
  R operator()(Args... args) const { return (*f_)(std::move(args)...); }

 private:
  std::shared_ptr<std::function<R(Args...)>> f_;
};

/// The rest of a program, which waits for a V.
template <class V, class A> using rest_of = shared_function<bounce<A>(V)>;

/// Two rests: for a value, and for an error in its stead. Which is called, how often and when is
/// for who is passed both: an error that is handled, a generator that is asked for more and a guess
/// that was wrong differ in nothing else.
template <class V, class A, class E = std::exception_ptr> struct barrels {
  rest_of<V, A> ok;
  rest_of<E, A> error;

  /// The same, with something to be done to the value first: `f(value, rest)` does it.
  template <class W, class F> barrels<W, A, E> before(F f) const {
    return {[f, self = *this](W w) { return f(std::move(w), self); }, error};
  }
  /// The same, but errors go to `handler(error, rest)`.
  template <class F> barrels otherwise(F handler) const {
    return {ok, [handler, self = *this](E e) { return handler(std::move(e), self); }};
  }
};

/// A call of a function in CPS, made by the trampoline: `return later(f, x, k)`.
template <class F, class... Args> auto later(F f, Args... args) {
  return [f = std::move(f), ... args = std::move(args)]() mutable { return f(std::move(args)...); };
}

}  // namespace kont
