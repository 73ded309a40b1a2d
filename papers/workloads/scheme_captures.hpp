// papers/workloads/scheme_captures.hpp -- ctak and fibc: two programs of Scheme in which each call
// captures its continuation, which is then called once.
//
// (Gabriel's tak with call/cc, and Dybvig's fib, as in the R7RS benchmarks, 2026.)
#pragma once
#include <cstdint>

#include "continuations/control/callcc.hpp"
#include "papers/ladder/row.hpp"
#include "papers/workloads/program_sizes.hpp"
#include "papers/workloads/opaque.hpp"

namespace kont::workloads {

using integer = std::int64_t;  // below 0 too

struct three {
  integer x, y, z;
};
constexpr three start_of_tak(integer n) { return {3 * n, 2 * n, n}; }

/// How a program goes on with a value where it has captured the continuation that takes it.
enum class by {
  calling,   ///< k(v), as Scheme's programs do: who is there is dropped, and unwinds
  returning  ///< return v, from where k was captured
};

/// Both programs in one way. Bodies hold mere values: on `copy` they see no frames of others.
template <class S, by How> class captures {
  using world = callcc_world<integer, S>;
  using rest = typename world::template continuation<integer>;
  world* w_;

  template <class F> integer callcc(F f) const { return w_->template callcc<integer>(f); }
  static integer go_on(rest const& k, integer v) {
    if constexpr (How == by::calling) k(v);
    return v;
  }

  integer tak(rest const& k, three a) const {
    if (a.y >= a.x) return go_on(k, a.z);
    return callcc([*this, a](rest outer) {
      auto const inner = [*this](three b) {
        return callcc([*this, b](rest mine) { return tak(mine, b); });
      };
      auto const x = inner({a.x - 1, a.y, a.z});
      auto const y = inner({a.y - 1, a.z, a.x});
      auto const z = inner({a.z - 1, a.x, a.y});
      return tak(outer, {x, y, z});
    });
  }
  static integer add(integer x, integer y, rest const& k) {  // as Peano does
    for (; y != 0; --y) {
      ++x;
      asm volatile("" : "+r"(y));
    }
    return go_on(k, x);
  }
  integer fib(integer n, rest const& k) const {
    if (n < 2) return go_on(k, n);
    auto const inner = [*this](integer m) {
      return callcc([*this, m](rest mine) { return fib(m, mine); });
    };
    auto const left = inner(n - 1);
    return add(left, inner(n - 2), k);
  }

 public:
  explicit captures(world& w) : w_(&w) {}
  integer ctak(integer n) const {
    return callcc([*this, n](rest k) { return tak(k, start_of_tak(n)); });
  }
  integer fibc(integer n) const {
    return callcc([*this, n](rest k) { return fib(n, k); });
  }
};

/// A program in a world of its own, which keeps what was captured as long as it runs.
template <class S, by How> struct ctak_by {
  static constexpr std::span<program_size const> sizes = ctak_sizes;
  integer operator()(integer n) const {
    callcc_world<integer, S> w;
    return w.run([&w, n] { return captures<S, How>(w).ctak(n); });
  }
};
template <class S, by How> struct fibc_by {
  static constexpr std::span<program_size const> sizes = fibc_sizes;
  integer operator()(integer n) const {
    callcc_world<integer, S> w;
    return w.run([&w, n] { return captures<S, How>(w).fibc(n); });
  }
};

/// The same without any capture: calls that are not inlined.
struct tak_by_calls {
  static constexpr std::span<program_size const> sizes = ctak_sizes;
  [[gnu::noinline]] static integer tak(three a) {
    if (a.y >= a.x) return a.z;
    return tak({tak({a.x - 1, a.y, a.z}), tak({a.y - 1, a.z, a.x}), tak({a.z - 1, a.x, a.y})});
  }
  integer operator()(integer n) const { return tak(start_of_tak(n)); }
};

/// One operation is a capture, of the largest programs that there are.
template <class Program> class captured_program : public ladder::fixture {
 public:
  ladder::work run(std::uint64_t ops) override {
    auto const sum = sum_of_programs(Program::sizes, ops, [](program_size const& s) {
      auto n = s.argument;
      opaque(n);
      return static_cast<std::uint64_t>(Program{}(static_cast<integer>(n)));
    });
    return {.ops = ops, .checksum = sum};
  }
};

}  // namespace kont::workloads
