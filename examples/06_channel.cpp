// examples/06_channel.cpp -- a sieve of microthreads: each knows one prime, and passes on the rest.
#include <iostream>
#include <memory>
#include <vector>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"

using stream = kont::channel<int>;

int main() {
  kont::scheduler<> world;
  std::vector<std::unique_ptr<stream>> streams;
  auto const new_stream = [&] {
    return streams.emplace_back(std::make_unique<stream>(world)).get();
  };

  world.spawn("printer", [&] {
    stream* in = new_stream();
    world.spawn("2, 3, 4, ...", [out = in] {
      for (int n = 2;; ++n) out->send(n);  // waits until somebody takes it
    });
    for (int prime; (prime = in->receive()) < 100;) {
      std::cout << prime << ' ';
      stream* const out = new_stream();
      world.spawn("not a multiple of " + std::to_string(prime), [in, out, prime] {
        for (;;) {
          int const n = in->receive();
          if (n % prime != 0) out->send(n);
        }
      });
      in = out;  // what the new filter lets through is what we read from now on
    }
  });

  auto const left = world.run();
  std::cout << '\n' << left.size() << " wait for ever, the last of them " << left.back().name;
  std::cout << '\n';
}
