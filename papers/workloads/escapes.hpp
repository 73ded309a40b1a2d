// papers/workloads/escapes.hpp -- out of a computation at once, with a number: by its caller's
// continuation, by longjmp, by an exception; and calls out of one, to be done on another stack.
//
// (ec-loop and ffi-fib of Farvardin, Reppy: From folklore to fact, PLDI 2020.)
#pragma once
#include <csetjmp>
#include <cstdint>
#include <utility>

#include "continuations/continuation.hpp"
#include "continuations/strategies/machine.hpp"
#include "papers/workloads/recursion.hpp"

namespace kont::workloads {

/// A computation that leaves by the continuation it was called with, and is not gone back to.
template <strategy<dialect::direct> S>
[[gnu::noinline]] typename S::continuation start_leaving(number v) {
  return S::start([v](auto& other) { transfer(other, word_of(v)); });
}
template <strategy<dialect::co> S>
[[gnu::noinline]] typename S::continuation start_leaving(number v) {
  return S::start([v](typename S::arrived other) ->
                  typename S::task { co_await transfer(other, word_of(v)); });
}
template <strategy<dialect::cps> S>
[[gnu::noinline]] typename S::continuation start_leaving(number v) {
  return S::start([v](typename S::arrived& other) {
    if constexpr (std::same_as<S, machine>) {
      return transfer(other, word_of(v));
    } else {
      return transfer(other, word_of(v), [](typename S::arrived& back) { return finish(back); });
    }
  });
}

/// What is left of it is dropped: on a stack that unwinds it, elsewhere it is given back.
template <class S> struct by_leaving {
  template <class F> number operator()(F const& value) const {
    return number_in(start_leaving<S>(value()).resume().word);
  }
};

struct by_longjmp {
  struct place {
    std::jmp_buf at;
    number brought;
  };
  [[noreturn, gnu::noinline]] static void leave(place& to, number v) {
    to.brought = v;
    std::longjmp(to.at, 1);
  }
  template <class F> [[gnu::noinline]] number operator()(F const& value) const {
    place here;
    if (setjmp(here.at) == 0) leave(here, value());
    return here.brought;
  }
};

struct by_exception {
  [[noreturn, gnu::noinline]] static void leave(number v) { throw v; }
  template <class F> [[gnu::noinline]] number operator()(F const& value) const {
    try {
      leave(value());
    } catch (number brought) { return brought; }
  }
};

/// One operation is an escape with a number.
template <class Escape> class escapes : public fixture {
 public:
  work run(std::uint64_t ops) override {
    number sum = 0;
    for (number i = 0; i < ops; ++i) {
      number v = i;
      opaque(v);
      v = Escape{}([v] { return v; });
      opaque(v);
      sum += v;
    }
    return {.ops = ops, .checksum = sum};
  }
};

/// What fib calls in the end, and was compiled elsewhere.
[[gnu::noinline]] inline number foreign(number v) {
  opaque(v);
  return v;
}
/// fib whose every call makes a foreign one, by `call`, with what it has.
template <class Call> [[gnu::noinline]] number foreign_fib(number n, Call& call) {
  n = call(n);
  if (n < 2) return n;
  number a = foreign_fib(n - 1, call);
  opaque(a);
  number b = foreign_fib(n - 2, call);
  opaque(b);
  return a + b;
}
template <class Call> work evaluated_with(std::uint64_t calls, Call& call) {
  return evaluated<fib_program>(calls,
                                [&call](number n, number, number) { return foreign_fib(n, call); });
}

/// One operation is one call of fib, and a foreign one: on the stack of S where it is ...
template <class S> class foreign_in_place : public fixture {
 public:
  work run(std::uint64_t ops) override {
    work did;
    S::start([&did, ops](auto&) { did = evaluated_with(ops, foreign); }).resume();
    return did;
  }
};
/// ... or on the one of who called run(), which takes a switch there and one back.
template <class S> class foreign_elsewhere : public fixture {
 public:
  work run(std::uint64_t ops) override {
    work did;
    auto a = S::start([&did, ops](auto& other) {
               auto const elsewhere = [&other](number v) {
                 transfer(other, word_of(v));
                 return number_in(other.word);
               };
               did = evaluated_with(ops, elsewhere);
             }).resume();
    while (a.from) {
      auto const v = foreign(number_in(a.word));
      a = std::move(a.from).resume(word_of(v));
    }
    return did;
  }
};

}  // namespace kont::workloads
