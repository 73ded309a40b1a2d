// papers/workloads/creation.hpp -- short lives at every layer: begun, run to the end, destroyed.
#pragma once
#include <cstdint>

#include "coroutines/coroutine.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "papers/ladder/row.hpp"
#include "papers/workloads/opaque.hpp"
#include "papers/workloads/sequence.hpp"

namespace kont::workloads {

/// The loop of these four: `live(sum, i)` is one life, which adds i to the sum.
template <class F> [[gnu::always_inline]] inline work lives(std::uint64_t ops, F live) {
  number sum = 0;
  for (number i = 0; i < ops; ++i) {
    number v = i;
    opaque(v);
    live(sum, v);
  }
  return {.ops = ops, .contexts = ops, .checksum = sum};
}

template <strategy<dialect::direct> S>
[[gnu::always_inline]] inline typename S::continuation start_adding(number& sum, number v) {
  return S::start([&sum, v](auto&) { sum += v; });
}

template <strategy<dialect::co> S>
[[gnu::noinline]] typename S::continuation start_adding(number& sum, number v) {
  return S::start([&sum, v](typename S::arrived) -> typename S::task {
    sum += v;
    co_return;
  });
}
template <strategy<dialect::cps> S>
[[gnu::noinline]] typename S::continuation start_adding(number& sum, number v) {
  return S::start([&sum, v](typename S::arrived& other) {
    sum += v;
    return finish(other);
  });
}

template <class S> class create_continuation : public fixture {
 public:
  work run(std::uint64_t ops) override {
    return lives(ops, [](number& sum, number v) { start_adding<S>(sum, v).resume(); });
  }
};

/// A generator of one element. `Source` makes it.
template <class Source> class create_generator : public fixture {
 public:
  work run(std::uint64_t ops) override {
    return lives(ops, [](number& sum, number v) {
      auto one = Source::just(v);
      for (number element : one) sum += element;
    });
  }
};

template <strategy<dialect::direct> S>
[[gnu::always_inline]] inline void live_as_coroutine(coroutine<number, S>& me, number& sum,
                                                     number v) {
  coroutine<number, S> other([&me, &sum](auto& self, number came) {
    sum += came;
    return self.end(me);
  });
  me.drive(other, v);
}

template <strategy<dialect::co> S>
void live_as_coroutine(coroutine<number, S>& me, number& sum, number v) {
  using member = coroutine<number, S>;
  member other([&me, &sum](member& self, number came) -> typename member::template body_of<> {
    sum += came;
    co_return self.end(me);
  });
  me.drive(other, v);
}
template <strategy<dialect::cps> S>
void live_as_coroutine(coroutine<number, S>& me, number& sum, number v) {
  coroutine<number, S> other([&me, &sum](coroutine<number, S>& self, number came) {
    sum += came;
    return self.finish(me);
  });
  me.drive(other, v);
}

template <class S> class create_coroutine : public fixture {
 public:
  work run(std::uint64_t ops) override {
    coroutine<number, S> me;
    return lives(ops, [&me](number& sum, number v) { live_as_coroutine<S>(me, sum, v); });
  }
};

template <class World>
requires(World::style == dialect::direct) void spawn_parent(World& world, std::uint64_t ops,
                                                            work& did) {
  world.spawn([&world, ops, &did] {
    did = lives(ops,
                [&world](number& sum, number v) { world.spawn([&sum, v] { sum += v; }).join(); });
  });
}

template <class World>
requires(World::style == dialect::co) void spawn_parent(World& world, std::uint64_t ops,
                                                        work& did) {
  using body = typename World::template body_of<>;
  world.spawn([&world, ops, &did]() -> body {
    number sum = 0;
    for (number i = 0; i < ops; ++i) {
      number v = i;
      opaque(v);
      auto child = world.spawn([&sum, v]() -> body {
        sum += v;
        co_return;
      });
      co_await child.join();
    }
    did = {.ops = ops, .contexts = ops, .checksum = sum};
  });
}
template <class World>
typename World::strategy_type::action raise(World& world, number i, work& did) {
  if (i == did.ops) return World::done();
  number v = i;
  opaque(v);
  auto child = world.spawn([&did, v] {
    did.checksum += v;
    return World::done();
  });
  return child.join([&world, i, &did] { return raise(world, i + 1, did); });
}
template <class World>
requires(World::style == dialect::cps) void spawn_parent(World& world, std::uint64_t ops,
                                                         work& did) {
  did = {.ops = ops, .contexts = ops};
  world.spawn([&world, &did] { return raise(world, 0, did); });
}

/// A microthread spawns another and joins it.
template <class World> class create_microthread : public fixture {
 public:
  work run(std::uint64_t ops) override {
    work did;
    spawn_parent(world_, ops, did);
    world_.run();
    return did;
  }

 private:
  World world_;
};

}  // namespace kont::workloads
