// papers/workloads/messages.hpp -- a sender, a receiver, and an unbuffered channel between them.
#pragma once
#include <cstdint>

#include "coroutines/microthreads/channel.hpp"
#include "papers/ladder/row.hpp"
#include "papers/workloads/opaque.hpp"

namespace kont::workloads {

using ladder::fixture;
using ladder::work;
using number = std::uint64_t;

template <class World> using number_channel = channel<number, World>;

template <class World>
requires(World::style == dialect::direct) void spawn_sender(World& world, number_channel<World>& to,
                                                            number end) {
  world.spawn([&to, end] {
    for (number i = 0; i < end; ++i) {
      number v = i;
      opaque(v);
      to.send(v);
    }
  });
}
template <class World>
requires(World::style == dialect::direct) void spawn_receiver(World& world,
                                                              number_channel<World>& from,
                                                              number end, number& sum) {
  world.spawn([&from, end, &sum] {
    for (number i = 0; i < end; ++i) {
      number v = from.receive();
      opaque(v);
      sum += v;
    }
  });
}

template <class World>
requires(World::style == dialect::co) void spawn_sender(World& world, number_channel<World>& to,
                                                        number end) {
  world.spawn([&to, end]() -> typename World::template body_of<> {
    for (number i = 0; i < end; ++i) {
      number v = i;
      opaque(v);
      co_await to.send(v);
    }
  });
}
template <class World>
requires(World::style == dialect::co) void spawn_receiver(World& world, number_channel<World>& from,
                                                          number end, number& sum) {
  world.spawn([&from, end, &sum]() -> typename World::template body_of<> {
    for (number i = 0; i < end; ++i) {
      number v = co_await from.receive();
      opaque(v);
      sum += v;
    }
  });
}
template <class World>
typename World::strategy_type::action send_from(number_channel<World>& to, number i, number end) {
  if (i == end) return World::done();
  number v = i;
  opaque(v);
  return to.send(v, [&to, i, end] { return send_from<World>(to, i + 1, end); });
}
template <class World>
typename World::strategy_type::action receive_from(number_channel<World>& from, number left,
                                                   number& sum) {
  if (left == 0) return World::done();
  return from.receive([&from, left, &sum](number v) {
    opaque(v);
    sum += v;
    return receive_from<World>(from, left - 1, sum);
  });
}
template <class World>
requires(World::style == dialect::cps) void spawn_sender(World& world, number_channel<World>& to,
                                                         number end) {
  world.spawn([&to, end] { return send_from<World>(to, 0, end); });
}
template <class World>
requires(World::style == dialect::cps) void spawn_receiver(World& world,
                                                           number_channel<World>& from, number end,
                                                           number& sum) {
  world.spawn([&from, end, &sum] { return receive_from<World>(from, end, sum); });
}

/// One operation is one message from the one to the other.
template <class World> class messages : public fixture {
 public:
  work run(std::uint64_t ops) override {
    number sum = 0;
    number_channel<World> line(world_);
    spawn_sender(world_, line, ops);
    spawn_receiver(world_, line, ops, sum);
    world_.run();
    return {.ops = ops, .contexts = 2, .messages = ops, .checksum = sum};
  }

 private:
  World world_;
};

}  // namespace kont::workloads
