// papers/workloads/factorial.hpp -- n!, with a call for each factor: by plain calls, or each in a
// microthread of its own that returns through a channel.
//
// (A. Dalke: Using Stackless, PyCon 2007; with 998!, as deep as CPython recurses.)
#pragma once
#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <memory>
#include <utility>

#include "coroutines/microthreads/channel.hpp"
#include "papers/ladder/row.hpp"
#include "papers/workloads/known_answers.hpp"
#include "papers/workloads/pieces.hpp"

namespace kont::workloads {

using ladder::fixture;
using ladder::work;
using number = std::uint64_t;

/// As large as it becomes: 998! has 8,500 bits.
using natural = boost::multiprecision::cpp_int;
template <class World> using natural_channel = channel<natural, World>;

/// The same code in every row.
[[gnu::noinline]] inline void multiply(natural& by, number n) { by *= n; }

[[gnu::noinline]] inline natural factorial_by_calls(number n) {
  natural product = 1;
  if (n > 1) product = factorial_by_calls(n - 1);
  multiply(product, n);
  return product;
}

// A call that sends n! to `result`. The channel that it waits at is on the heap: on `copy` the
// frames move, and its callee must find it.
template <class World>
requires(World::style == dialect::direct) void spawn_factorial(World& world, number n,
                                                               natural_channel<World>& result) {
  world.spawn([&world, n, &result] {
    natural product = 1;
    if (n > 1) {
      auto const of_rest = std::make_unique<natural_channel<World>>(world);
      spawn_factorial(world, n - 1, *of_rest);
      product = of_rest->receive();
    }
    multiply(product, n);
    result.send(std::move(product));
  });
}
template <class World>
requires(World::style == dialect::co) void spawn_factorial(World& world, number n,
                                                           natural_channel<World>& result) {
  world.spawn([&world, n, &result]() -> typename World::template body_of<> {
    natural product = 1;
    if (n > 1) {
      auto const of_rest = std::make_unique<natural_channel<World>>(world);
      spawn_factorial(world, n - 1, *of_rest);
      product = co_await of_rest->receive();
    }
    multiply(product, n);
    co_await result.send(std::move(product));
  });
}
template <class World>
requires(World::style == dialect::cps) void spawn_factorial(World& world, number n,
                                                            natural_channel<World>& result) {
  auto const times_n = [n, &result](natural product) {
    multiply(product, n);
    return result.send(std::move(product), [] { return World::done(); });
  };
  world.spawn([&world, n, times_n] {
    if (n == 1) return times_n(1);
    auto const of_rest = std::make_shared<natural_channel<World>>(world);
    spawn_factorial(world, n - 1, *of_rest);
    return of_rest->receive(
        [times_n, of_rest](natural product) { return times_n(std::move(product)); });
  });
}

/// n!, when `world` has run: it has nothing else to do. n > 0.
template <class World> natural factorial_in(World& world, number n) {
  natural_channel<World> result(world, 1);  // room for one: nobody need wait for it
  spawn_factorial(world, n, result);
  world.run();
  return *result.try_receive();
}

/// One operation is one call: of 998!, and of a smaller one with what is left.
template <class F> work factorials(number calls, F factorial) {
  number sum = 0;
  each_piece(calls, largest_factorial,
             [&](number n) { sum += static_cast<number>(factorial(n) % factorial_prime); });
  return {.ops = calls, .checksum = sum};
}
class called_factorials : public fixture {
 public:
  work run(std::uint64_t ops) override { return factorials(ops, factorial_by_calls); }
};
template <class World> class microthreaded_factorials : public fixture {
 public:
  work run(std::uint64_t ops) override {
    auto did = factorials(ops, [this](number n) { return factorial_in(world_, n); });
    did.contexts = did.messages = ops;
    return did;
  }

 private:
  World world_;
};

/// Not to be timed: the sum of the digits of n!, and n is how many operations it is asked for.
template <class World> class factorial_digits : public fixture {
 public:
  work run(std::uint64_t ops) override {
    World world;
    number sum = 0;
    for (char const digit : factorial_in(world, ops).str()) sum += number(digit - '0');
    return {.ops = ops, .contexts = ops, .messages = ops, .checksum = sum};
  }
};

}  // namespace kont::workloads
