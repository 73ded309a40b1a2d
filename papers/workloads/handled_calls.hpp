// papers/workloads/handled_calls.hpp -- five programs that do nothing but call, where each
// call that is no tail call is made in some way: plainly, or under a handler of its own.
//
// (Sivaramakrishnan et al.: Retrofitting effect handlers onto OCaml, PLDI 2021, table 2.)
#pragma once
#include <cstdint>

#include "continuations/control/effects.hpp"
#include "papers/ladder/row.hpp"
#include "papers/workloads/evaluations.hpp"
#include "papers/workloads/opaque.hpp"
#include "papers/workloads/performing.hpp"
#include "papers/workloads/program_sizes.hpp"

namespace kont::workloads {

/// A call: the function sees no more of its caller than what it is given.
struct plainly {
  template <class F> [[gnu::noinline]] static number call(F f) { return f(); }
};
/// Under a handler of an effect that nobody performs.
template <class S> struct under_a_handler {
  template <class F> static number call(F f) {
    return handle<S>(
        handler(resumes<asking::about>([](auto k, number v) { return std::move(k).last(v); })), f);
  }
};

template <class By> struct ack_of {
  static constexpr auto& sizes = ack_sizes;
  static number start(number k) { return ack(k == 0 ? 0 : 2, k); }

 private:
  static number ack(number m, number n) {
    for (; m != 0; --m) n = n == 0 ? 1 : By::call([m, n] { return ack(m, n - 1); });
    return n + 1;
  }
};

template <class By> struct fib_of_calls {
  static constexpr auto& sizes = fib_sizes;
  static number start(number n) {
    if (n < 2) return n;
    number const left = By::call([n] { return start(n - 1); });
    return left + By::call([n] { return start(n - 2); });
  }
};

/// Motzkin's numbers: 1, 1, 2, 4, 9, 21, 51 ...
template <class By> struct motzkin_of {
  static constexpr auto& sizes = motzkin_sizes;
  static number start(number n) {
    if (n < 2) return 1;
    number sum = By::call([n] { return start(n - 1); });
    for (number i = 0; i + 2 <= n; ++i) {
      number const left = By::call([i] { return start(i); });
      sum += left * By::call([n, i] { return start(n - 2 - i); });
    }
    return sum;
  }
};

template <class By> struct sudan_of {
  static constexpr auto& sizes = sudan_sizes;
  static number start(number k) { return k == 0 ? sudan(0, 0, 0) : sudan(2, k, 2); }

 private:
  static number sudan(number n, number x, number y) {
    for (; n != 0; --n) {
      if (y == 0) return x;
      number const inner = By::call([n, x, y] { return sudan(n, x, y - 1); });
      x = inner;
      y += inner;
    }
    return x + y;
  }
};

template <class By> struct tak_of {
  static constexpr auto& sizes = tak_sizes;
  static number start(number k) { return tak(3 * k + 1, 2 * k + 1, k + 1) - 1; }  // none below 0

 private:
  static number tak(number x, number y, number z) {
    while (y < x) {
      number const a = By::call([=] { return tak(x - 1, y, z); });
      number const b = By::call([=] { return tak(y - 1, z, x); });
      z = By::call([=] { return tak(z - 1, x, y); });
      x = a;
      y = b;
    }
    return z;
  }
};

/// One operation is a call in that way, the outermost among them.
template <class Program, class By> class calls_of : public ladder::fixture {
 public:
  ladder::work run(std::uint64_t ops) override {
    auto const sum = evaluate(Program::sizes, ops, [](program_size const& s) {
      number n = s.argument;
      opaque(n);
      return By::call([n] { return Program::start(n); });
    });
    return {.ops = ops, .checksum = sum};
  }
};

}  // namespace kont::workloads
