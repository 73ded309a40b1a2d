// papers/workloads/serial.hpp -- the same sums without any switch: loops, calls, CPS by hand.
#pragma once
#include <functional>

#include "papers/ladder/row.hpp"
#include "papers/ladder/rungs.hpp"
#include "papers/workloads/opaque.hpp"

namespace kont::workloads {

using ladder::fixture;
using ladder::work;

/// The loop that every rung is held against. `Period`: the values begin again after so many.
template <std::uint64_t Period = 0> class serial_loop : public fixture {
 public:
  work run(std::uint64_t ops) override {
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0, next = 0; i < ops; ++i) {
      std::uint64_t v = next++;
      if (Period != 0 && next == Period) next = 0;
      opaque(v);
      sum += v;
    }
    return {.ops = ops, .checksum = sum};
  }
};

[[gnu::noinline]] inline std::uint64_t add(std::uint64_t sum, std::uint64_t v) {
  opaque(v);
  return sum + v;
}

/// A call that is not inlined.
class direct_call : public fixture {
 public:
  work run(std::uint64_t ops) override {
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < ops; ++i) sum = add(sum, i);
    return {.ops = ops, .checksum = sum};
  }
};

/// A call through F: a pointer to function, or a std::function that holds a closure.
template <class F> class indirect_call : public fixture {
 public:
  explicit indirect_call(F f) : f_(std::move(f)) {}
  work run(std::uint64_t ops) override {
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < ops; ++i) {
      asm volatile("" : : "r"(&f_) : "memory");  // it might be another function each time
      sum = f_(sum, i);
    }
    return {.ops = ops, .checksum = sum};
  }

 private:
  F f_;
};

/// CPS by hand: a step is given its continuation -- a closure, whose code and data are the rest of
/// the program -- and returns the next step to a trampoline, so that no stack grows.
class cps_steps : public fixture {
  struct rest;
  using code = rest*(rest* self);
  struct rest {
    code* go;
    std::uint64_t i, ops, sum;
  };

  [[gnu::noinline]] static rest* add_one(rest* self) {
    if (self->i == self->ops) return nullptr;
    std::uint64_t v = self->i++;
    opaque(v);
    self->sum += v;
    return self;
  }

 public:
  work run(std::uint64_t ops) override {
    rest first{&add_one, 0, ops, 0};
    for (rest* next = &first; next != nullptr;) next = next->go(next);
    return {.ops = ops, .checksum = first.sum};
  }
};

}  // namespace kont::workloads
