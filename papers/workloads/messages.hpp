// papers/workloads/messages.hpp -- a sender, a receiver, and a channel or two between them.
#pragma once
#include <cstdint>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/select.hpp"
#include "papers/ladder/row.hpp"
#include "papers/workloads/opaque.hpp"

namespace kont::workloads {

using ladder::fixture;
using ladder::work;
using number = std::uint64_t;

template <class World> using number_channel = channel<number, World>;

/// How many messages the buffered channels hold; Boost.Fiber's must be a power of two.
inline constexpr std::size_t message_buffer = 64;

template <class World>
requires(World::style == dialect::direct) void spawn_sender(World& world, number_channel<World>& to,
                                                            number end, number begin = 0) {
  world.spawn([&to, end, begin] {
    for (number i = begin; i < end; ++i) {
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
                                                        number end, number begin = 0) {
  world.spawn([&to, end, begin]() -> typename World::template body_of<> {
    for (number i = begin; i < end; ++i) {
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
                                                         number end, number begin = 0) {
  world.spawn([&to, end, begin] { return send_from<World>(to, begin, end); });
}
template <class World>
requires(World::style == dialect::cps) void spawn_receiver(World& world,
                                                           number_channel<World>& from, number end,
                                                           number& sum) {
  world.spawn([&from, end, &sum] { return receive_from<World>(from, end, sum); });
}

/// One operation is one message from the one to the other.
template <class World, std::size_t capacity = 0> class messages : public fixture {
 public:
  work run(std::uint64_t ops) override {
    number sum = 0;
    number_channel<World> line(world_, capacity);
    spawn_sender(world_, line, ops);
    spawn_receiver(world_, line, ops, sum);
    world_.run();
    return {.ops = ops, .contexts = 2, .messages = ops, .checksum = sum};
  }

 private:
  World world_;
};

template <class World>
requires(World::style ==
         dialect::direct) void spawn_selector(World& world, number_channel<World>& a,
                                              number_channel<World>& b, number end, number& sum) {
  world.spawn([&a, &b, end, &sum] {
    auto const add = [&sum](number v) {
      opaque(v);
      sum += v;
    };
    for (number i = 0; i < end; ++i) select(on_receive(a, add), on_receive(b, add));
  });
}
template <class World>
requires(World::style == dialect::co) void spawn_selector(World& world, number_channel<World>& a,
                                                          number_channel<World>& b, number end,
                                                          number& sum) {
  world.spawn([&a, &b, end, &sum]() -> typename World::template body_of<> {
    auto const add = [&sum](number v) {
      opaque(v);
      sum += v;
    };
    for (number i = 0; i < end; ++i) co_await select(on_receive(a, add), on_receive(b, add));
  });
}
template <class World>
typename World::strategy_type::action select_from(number_channel<World>& a,
                                                  number_channel<World>& b, number left,
                                                  number& sum) {
  if (left == 0) return World::done();
  auto const add = [&sum](number v) {
    opaque(v);
    sum += v;
  };
  return select(on_receive(a, add), on_receive(b, add), [&a, &b, left, &sum](std::size_t) {
    return select_from<World>(a, b, left - 1, sum);
  });
}
template <class World>
requires(World::style == dialect::cps) void spawn_selector(World& world, number_channel<World>& a,
                                                           number_channel<World>& b, number end,
                                                           number& sum) {
  world.spawn([&a, &b, end, &sum] { return select_from<World>(a, b, end, sum); });
}

/// Two senders, each with an unbuffered channel of its own, and one receiver who takes from
/// whichever has something. One operation is one message.
template <class World> class selected_messages : public fixture {
 public:
  work run(std::uint64_t ops) override {
    number sum = 0;
    number_channel<World> a(world_), b(world_);
    spawn_sender(world_, a, ops / 2);
    spawn_sender(world_, b, ops, ops / 2);
    spawn_selector(world_, a, b, ops, sum);
    world_.run();
    return {.ops = ops, .contexts = 3, .messages = ops, .checksum = sum};
  }

 private:
  World world_;
};

}  // namespace kont::workloads
