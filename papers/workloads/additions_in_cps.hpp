// papers/workloads/additions_in_cps.hpp -- the same additions in continuation-passing style, as a
// compiler for Continuation-Passing C would have made them.
#pragma once
#include <cstdint>

#include "papers/workloads/additions.hpp"

namespace kont::workloads {

/// What the programs have in common: the numbers are given one by one, and the rest is a method.
template <class World> struct additions_in_cps : fixture {
  using action = typename World::strategy_type::action;
  World world;
  addition one;
  number next = 0, end = 0;

  void begin(std::uint64_t ops) {
    next = 0;
    end = ops;
    one.sum = 0;
    one.over = false;
    one.given = false;
  }
};

template <class World> class additions_by_yields_cps : public additions_in_cps<World> {
  using typename additions_in_cps<World>::action;

  action give() {
    if (this->next == this->end) {
      this->one.end();
      return World::done();
    }
    this->one.give(this->next++);
    return World::yield([this] { return look(); });
  }
  action look() {
    if (this->one.is_given()) return World::yield([this] { return look(); });
    return give();
  }
  action work_on() {
    if (this->one.is_given()) {
      if (this->one.over) return World::done();
      this->one.add();
    }
    return World::yield([this] { return work_on(); });
  }

 public:
  work run(std::uint64_t ops) override {
    this->begin(ops);
    this->world.spawn([this] { return give(); });
    this->world.spawn([this] { return work_on(); });
    this->world.run();
    return {.ops = ops, .checksum = this->one.sum};
  }
};

template <class World, bool joined> class additions_by_spawns_cps : public additions_in_cps<World> {
  using typename additions_in_cps<World>::action;

  action give() {
    if (this->next == this->end) return World::done();
    this->one.give(this->next++);
    auto worker = this->world.spawn([this] {
      this->one.add();
      return World::done();
    });
    if constexpr (joined) {
      return worker.join([this] { return give(); });
    } else {
      worker.detach();
      return World::yield([this] { return look(); });
    }
  }
  action look() {
    if (this->one.is_given()) return World::yield([this] { return look(); });
    return give();
  }

 public:
  work run(std::uint64_t ops) override {
    this->begin(ops);
    this->world.spawn([this] { return give(); });
    this->world.run();
    return {.ops = ops, .contexts = ops, .checksum = this->one.sum};
  }
};

template <class World> class additions_by_conditions_cps : public additions_in_cps<World> {
  using typename additions_in_cps<World>::action;
  mutex<World> mutex_{this->world};
  condition<World> given_{this->world}, added_{this->world};

  action give() {
    if (this->next == this->end) {
      this->one.end();
      given_.notify_one();
      mutex_.unlock();
      return World::done();
    }
    this->one.give(this->next++);
    given_.notify_one();
    return look();
  }
  action look() {
    if (this->one.is_given()) return added_.wait(mutex_, [this] { return look(); });
    return give();
  }
  action work_on() {
    if (!this->one.is_given()) return given_.wait(mutex_, [this] { return work_on(); });
    if (this->one.over) {
      mutex_.unlock();
      return World::done();
    }
    this->one.add();
    added_.notify_one();
    return work_on();
  }

 public:
  work run(std::uint64_t ops) override {
    this->begin(ops);
    this->world.spawn([this] { return mutex_.lock([this] { return work_on(); }); });
    this->world.spawn([this] { return mutex_.lock([this] { return give(); }); });
    this->world.run();
    return {.ops = ops, .checksum = this->one.sum};
  }
};

}  // namespace kont::workloads
