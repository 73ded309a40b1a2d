// tests/conformance/microthread_known_answers.cpp -- the classics of threads, and their answers.
#include <concepts>
#include <memory>
#include <string>
#include <vector>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/any_order.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

// The primes below 100 out of a chain of filters, one more for each prime (Go's test/chan/sieve1).
template <class S> std::string sieve(any_order const& order) {
  using world_type = scheduler<any_order, S>;
  using pipe = channel<int, world_type>;
  world_type world(order);
  std::vector<std::unique_ptr<pipe>> pipes;
  auto const new_pipe = [&]() -> pipe& {
    return *pipes.emplace_back(std::make_unique<pipe>(world));
  };
  std::string all;
  world.spawn([&] {
    pipe* in = &new_pipe();
    world.spawn([out = in] {
      for (int n = 2;; ++n) out->send(n);
    });
    for (int prime; (prime = in->receive()) < 100;) {
      all += std::to_string(prime) + ' ';
      pipe* const out = &new_pipe();
      world.spawn([in, out, prime] {
        for (;;) {
          int const n = in->receive();
          if (n % prime != 0) out->send(n);
        }
      });
      in = out;
    }
  });
  BOOST_TEST(world.run().size() == 26u);  // who counts, and the filters, wait for ever
  return all;
}

// thread-ring (Computer Language Benchmarks Game): 503 threads in a ring pass a token N times; the
// answer is the number of the last holder; rule read in github.com/ManticoreProject/benchmark @
// d33a51918db591a57ff096169020c000bb240786
// benchmarks/programs/shootout-threadring/threadring.sml, answers computed as N mod 503 + 1
struct ring_answer {
  int token, answer;
};
constexpr ring_answer ring_answers[] = {{1'000, 498}, {5'000'000, 181}, {10'000'000, 361}};

// The longest ring that a strategy goes round in a second.
template <class S> constexpr int at_most() {
#if defined(KONT_ASAN) || defined(KONT_TSAN)
  return 1'000;
#else
  return std::same_as<S, stack> ? 10'000'000 : 1'000;
#endif
}

// A token goes round 503 microthreads, n times from one to the next (the shootout's thread-ring).
template <class S> int thread_ring(int n) {
  constexpr std::size_t size = 503;
  using world_type = scheduler<fifo, S>;
  using pipe = channel<int, world_type>;
  world_type world;
  std::vector<std::unique_ptr<pipe>> pipes;
  for (std::size_t i = 0; i < size; ++i) pipes.push_back(std::make_unique<pipe>(world));
  int winner = 0;
  for (std::size_t i = 0; i < size; ++i) {
    world.spawn([&, i] {
      for (;;) {
        int const token = pipes[i]->receive();
        if (token == 0) {
          winner = static_cast<int>(i) + 1;
          return;
        }
        pipes[(i + 1) % size]->send(token - 1);
      }
    });
  }
  world.spawn([&] { pipes[0]->send(n); });
  BOOST_TEST(world.run().size() == size - 1);
  return winner;
}

// Ten times ten times … microthreads, each adding up what its ten children sent (Skynet).
template <class World> long skynet(World& world, long number, long size) {
  if (size == 1) return number;
  using pipe = channel<long, World>;
  auto const answers = std::make_unique<pipe>(world);  // not in a frame, which may be moved away
  for (long i = 0; i < 10; ++i) {
    world.spawn([&world, &to = *answers, part = number + i * (size / 10), size = size / 10] {
      to.send(skynet(world, part, size));
    });
  }
  long sum = 0;
  for (int i = 0; i < 10; ++i) sum += answers->receive();
  return sum;
}

template <class S> long skynet_of(long leaves, any_order const& order) {
  scheduler<any_order, S> world(order);
  long sum = 0;
  world.spawn([&] { sum = skynet(world, 0, leaves); });
  BOOST_TEST(world.run().empty());
  return sum;
}

struct microthread_known_answers : direct_bodies {
  template <class S> static void check() {
    std::string const primes =
        "2 3 5 7 11 13 17 19 23 29 31 37 41 43 47 53 59 61 67 71 73 79 83 89 97 ";
    BOOST_TEST(sieve<S>(any_order(fifo())) == primes);
    BOOST_TEST(sieve<S>(any_order(lifo())) == primes);
    for (std::uint64_t seed = 0; seed < 3; ++seed)
      BOOST_TEST(sieve<S>(any_order(dice(seed))) == primes);
    for (auto const& [token, answer] : ring_answers) {
      if (token <= at_most<S>()) BOOST_TEST(thread_ring<S>(token) == answer);
    }
    long const leaves = many_alive<S>(10'000);
    BOOST_TEST(skynet_of<S>(leaves, any_order(fifo())) == leaves * (leaves - 1) / 2);
#if !defined(KONT_ASAN) && !defined(KONT_TSAN)
    // who was made last runs first, and so few are alive at once
    if constexpr (std::same_as<S, stack> || std::same_as<S, copy>) {
      BOOST_TEST(skynet_of<S>(1'000'000, any_order(lifo())) == 499'999'500'000);
    }
#endif
  }
};
every_strategy<microthread_known_answers> const microthread_known_answers_here;

}  // namespace
}  // namespace kont::conformance
