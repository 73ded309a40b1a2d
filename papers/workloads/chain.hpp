// papers/workloads/chain.hpp -- microthreads in a chain, each between two channels: what one gets
// from the one side it sends to the other, and 1 more.
//
// (A. Dalke and others, 2009, of Stackless Python and Go.)
#pragma once
#include <cstdint>
#include <deque>

#include "papers/workloads/messages.hpp"
#include "papers/workloads/pieces.hpp"

namespace kont::workloads {

/// Adds a link. It ends when it has handed the number on.
template <class World>
requires(World::style == dialect::direct) void add_link(World& world, number_channel<World>& from,
                                                        number_channel<World>& to) {
  world.spawn(
      [&from, &to] {
        number v = from.receive();
        opaque(v);
        to.send(v + 1);
      },
      {.size = stacks::frames_grow * stacks::smallest_size});
}
template <class World>
requires(World::style == dialect::co) void add_link(World& world, number_channel<World>& from,
                                                    number_channel<World>& to) {
  world.spawn([&from, &to]() -> typename World::template body_of<> {
    number v = co_await from.receive();
    opaque(v);
    co_await to.send(v + 1);
  });
}
template <class World>
requires(World::style == dialect::cps) void add_link(World& world, number_channel<World>& from,
                                                     number_channel<World>& to) {
  world.spawn([&from, &to] {
    return from.receive([&to](number v) {
      opaque(v);
      return to.send(v + 1, [] { return World::done(); });
    });
  });
}

/// One operation is one link: made, told its number, ended. A chain has n, the last of a run what
/// is left.
template <class World> class chains : public fixture {
 public:
  explicit chains(std::uint64_t n) : n_(n) {}
  work run(std::uint64_t ops) override {
    number sum = 0;
    each_piece(ops, n_, [&sum](number links) { sum += passed_through(links); });
    return {.ops = ops, .contexts = ops, .checksum = sum};
  }

 private:
  static number passed_through(number links) {
    std::deque<number_channel<World>> between;
    World world;
    number came = 0;
    between.emplace_back(world);
    for (number i = 0; i < links; ++i) {
      between.emplace_back(world);
      add_link(world, between[i], between[i + 1]);
    }
    spawn_receiver(world, between.back(), 1, came);
    spawn_sender(world, between.front(), 1);
    world.run();
    return came;
  }

  std::uint64_t n_;
};

}  // namespace kont::workloads
