// tests/player/stackless.cpp -- switches of computations that have no stack: coroutine frames,
// closures, and a function object that stays.
#include <iostream>

#include "continuations/strategies/closure.hpp"
#include "continuations/strategies/frame.hpp"
#include "continuations/strategies/machine.hpp"
#include "generators/generator_frame.hpp"

namespace {

kont::generator<int, kont::frame> inner(int n) {
  for (int i = 0; i < n; ++i) co_yield i;
}
kont::generator<int, kont::frame> outer() {
  co_yield 100;
  co_yield kont::elements_of(inner(2));
}
int generated() {
  int sum = 0;
  for (int i : outer()) sum += i;
  return sum;
}

// Ends by itself; another one is dropped half way.
int frames() {
  int rounds = 0;
  auto const body = [&rounds](kont::frame::arrived other) -> kont::frame::task {
    for (int i = 0; i < 2; ++i, ++rounds) co_await transfer(other, &rounds);
  };
  auto whole = kont::frame::start(body), dropped = kont::frame::start(body);
  while (whole) whole = std::move(whole).resume().from;
  dropped = std::move(dropped).resume().from;
  return rounds;
}

int closures() {
  int sum = 0;
  auto k = kont::closure::start([&sum](auto& other) {
    return transfer(other, nullptr, [&sum](auto& back) {
      ++sum;
      return finish(back);
    });
  });
  k = std::move(k).resume().from;
  auto twin = k.fork();
  while (k) k = std::move(k).resume().from;
  while (twin) twin = std::move(twin).resume().from;
  return sum;
}

struct counter {
  int left;
  int& steps;
  auto operator()(kont::machine::arrived& other) {
    ++steps;
    return --left > 0 ? transfer(other) : finish(other);
  }
};
int machines() {
  int steps = 0;
  auto stays = kont::machine::start(counter{2, steps});
  while (stays) stays = std::move(stays).resume().from;
  return steps;
}

}  // namespace

int main() {
  std::cout << generated() << '\n' << frames() << '\n' << closures() << '\n' << machines() << '\n';
}
