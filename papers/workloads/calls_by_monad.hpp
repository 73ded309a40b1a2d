// papers/workloads/calls_by_monad.hpp -- the programs of handled_calls.hpp in a concurrency monad:
// a call that is no tail call is bound to what follows it.
//
// (Sivaramakrishnan et al.: Retrofitting effect handlers onto OCaml, PLDI 2021, table 2.)
#pragma once
#include <cstdint>

#include "papers/ladder/row.hpp"
#include "papers/workloads/concurrency_monad.hpp"
#include "papers/workloads/evaluations.hpp"
#include "papers/workloads/opaque.hpp"
#include "papers/workloads/program_sizes.hpp"

namespace kont::workloads::monadic {

using number = std::uint64_t;

struct ack_program {
  static constexpr auto& sizes = ack_sizes;
  static program<number> start(number k) { return ack(k == 0 ? 0 : 2, k); }

 private:
  static program<number> ack(number m, number n) {
    for (; m != 0 && n == 0; --m) n = 1;
    if (m == 0) return just(n + 1);
    return bind(ack(m, n - 1), [m](number inner) { return ack(m - 1, inner); });
  }
};

struct fib_program {
  static constexpr auto& sizes = fib_sizes;
  static program<number> start(number n) {
    if (n < 2) return just(n);
    return bind(start(n - 1), [n](number a) {
      return bind(start(n - 2), [a](number b) { return just(a + b); });
    });
  }
};

struct motzkin_program {
  static constexpr auto& sizes = motzkin_sizes;
  static program<number> start(number n) {
    if (n < 2) return just(number{1});
    return bind(start(n - 1), [n](number one) { return products(n, 0, one); });
  }

 private:
  static program<number> products(number n, number i, number sum) {
    if (i + 2 > n) return just(sum);
    return bind(start(i), [n, i, sum](number a) {
      return bind(start(n - 2 - i),
                  [n, i, sum, a](number b) { return products(n, i + 1, sum + a * b); });
    });
  }
};

struct sudan_program {
  static constexpr auto& sizes = sudan_sizes;
  static program<number> start(number k) { return k == 0 ? sudan(0, 0, 0) : sudan(2, k, 2); }

 private:
  static program<number> sudan(number n, number x, number y) {
    if (n == 0) return just(x + y);
    if (y == 0) return just(x);
    return bind(sudan(n, x, y - 1),
                [n, y](number inner) { return sudan(n - 1, inner, y + inner); });
  }
};

struct tak_program {
  static constexpr auto& sizes = tak_sizes;
  static program<number> start(number k) {
    return bind(tak(3 * k + 1, 2 * k + 1, k + 1), [](number v) { return just(v - 1); });
  }

 private:
  static program<number> tak(number x, number y, number z) {
    if (y >= x) return just(z);
    return bind(tak(x - 1, y, z), [x, y, z](number a) {
      return bind(tak(y - 1, z, x), [x, y, z, a](number b) {
        return bind(tak(z - 1, x, y), [a, b](number c) { return tak(a, b, c); });
      });
    });
  }
};

/// One operation is such a call, the outermost among them.
template <class Program> class calls : public ladder::fixture {
 public:
  ladder::work run(std::uint64_t ops) override {
    auto const sum = evaluate(Program::sizes, ops, [](program_size const& s) {
      number n = s.argument;
      opaque(n);
      return brought_by(Program::start(n));
    });
    return {.ops = ops, .checksum = sum};
  }
};

}  // namespace kont::workloads::monadic
