// papers/workloads/recursion.hpp -- fib, tak and ack by calls, on whatever stack a strategy has,
// and by frames on the heap that know their callers.
//
// Where a call is the last thing that another does, all of them loop, as compilers of their
// languages would make it. (Farvardin, Reppy: From folklore to fact, PLDI 2020.)
#pragma once
#include <cstdint>
#include <utility>

#include "continuations/strategies/frame.hpp"
#include "papers/ladder/row.hpp"
#include "papers/workloads/evaluations.hpp"
#include "papers/workloads/opaque.hpp"

namespace kont::workloads {

using ladder::fixture;
using ladder::work;
using number = std::uint64_t;

/// A call in a C++20 coroutine's frame: whoever awaits it is its caller, and gets its value.
class linked_call {
 public:
  using result = number;
  template <class... A> explicit linked_call(A&...) noexcept {}
  void begun(frame::arrived a) { caller_ = std::move(a.from); }
  void returned(number v) { value_ = v; }
  frame::arrived ended() { return {std::move(caller_), word_of(value_)}; }
  frame::arrived failed() { return {std::move(caller_)}; }

 private:
  frame::continuation caller_;
  number value_ = 0;
};
using linked = frame::body<linked_call>;

[[nodiscard]] inline frame::continuation call_of(linked b) {
  return frame::continuation(&b.promise());
}
[[nodiscard]] inline auto value_of(linked b) {
  return frame::crossing(call_of(b), nullptr, [](frame::arrived a) { return number_in(a.word); });
}

// A program: its evaluations, call(x, y, z), and the same by frames, call_linked(x, y, z).

struct fib_program {
  static constexpr auto& evaluations = evaluations_of_fib;

  [[gnu::noinline]] static number call(number n, number, number) {
    if (n < 2) return n;
    number a = call(n - 1, 0, 0);
    opaque(a);
    number b = call(n - 2, 0, 0);
    opaque(b);
    return a + b;
  }
  static linked call_linked(number n, number, number) {
    if (n < 2) co_return n;
    number a = co_await value_of(call_linked(n - 1, 0, 0));
    opaque(a);
    number b = co_await value_of(call_linked(n - 2, 0, 0));
    opaque(b);
    co_return a + b;
  }
};

struct tak_program {
  static constexpr auto& evaluations = evaluations_of_tak;

  [[gnu::noinline]] static number call(number x, number y, number z) {
    while (y < x) {
      number const a = call(x - 1, y, z), b = call(y - 1, z, x), c = call(z - 1, x, y);
      x = a, y = b, z = c;
    }
    return z;
  }
  static linked call_linked(number x, number y, number z) {
    while (y < x) {
      number const a = co_await value_of(call_linked(x - 1, y, z));
      number const b = co_await value_of(call_linked(y - 1, z, x));
      number const c = co_await value_of(call_linked(z - 1, x, y));
      x = a, y = b, z = c;
    }
    co_return z;
  }
};

struct ack_program {
  static constexpr auto& evaluations = evaluations_of_ack;

  [[gnu::noinline]] static number call(number m, number n, number) {
    for (; m != 0; --m) {
      n = n == 0 ? 1 : call(m, n - 1, 0);
      opaque(n);
    }
    return n + 1;
  }
  static linked call_linked(number m, number n, number) {
    for (; m != 0; --m) {
      if (n == 0) {
        n = 1;
      } else {
        n = co_await value_of(call_linked(m, n - 1, 0));
      }
      opaque(n);
    }
    co_return n + 1;
  }
};

/// Evaluates a program so that it makes so many calls. `call(x, y, z)` makes the first one.
template <class Program, class Call> work evaluated(std::uint64_t calls, Call call) {
  auto const sum =
      evaluate(Program::evaluations, calls, [call](evaluation e) { return call(e.x, e.y, e.z); });
  return {.ops = calls, .checksum = sum};
}

/// One operation is one call, on the stack of who runs this.
template <class Program> class by_calls : public fixture {
 public:
  work run(std::uint64_t ops) override { return evaluated<Program>(ops, Program::call); }
};

/// The same on a stack of S.
template <class Program, class S> class by_calls_on : public fixture {
  static constexpr std::size_t room = 256 * 1024;

 public:
  work run(std::uint64_t ops) override {
    work did;
    auto k = S::start([&did, ops](auto&) { did = evaluated<Program>(ops, Program::call); },
                      {.size = room});
    std::move(k).resume();
    return did;
  }
};

/// The same by frames on the heap.
template <class Program> class by_linked_frames : public fixture {
 public:
  static number value(number x, number y, number z) {
    return number_in(call_of(Program::call_linked(x, y, z)).resume().word);
  }
  work run(std::uint64_t ops) override { return evaluated<Program>(ops, value); }
};

/// The same, to be weighed: n calls have waited for each other, and what they took is kept to be
/// taken again.
template <class Ack> class deep_calls : public Ack {
 public:
  explicit deep_calls(std::uint64_t n) { this->value(1, n, 0); }
};

}  // namespace kont::workloads
