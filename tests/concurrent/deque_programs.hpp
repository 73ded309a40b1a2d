// tests/concurrent/deque_programs.hpp -- small programs over a deque: one owner, two thieves.
#pragma once
#include <array>
#include <cstddef>

#include "lib/concurrent/deque.hpp"
#include "tests/explorer/atom.hpp"

namespace kont::explore {

/// What is common: items that are written before they are put and read when they are taken. At the
/// end the owner takes the rest, and each must have been taken once.
template <deque_orders O, std::size_t Items, std::size_t Room> struct deque_program {
  struct item {
    plain<int> value;
    int taken = 0;
  };
  work_deque<item, atom, O> deque{Room};
  std::array<item, Items> items;
  std::size_t made = 0;

  void put() {
    items[made].value = 1;
    deque.put(items[made++]);
  }
  void took(item* i) {
    if (i == nullptr) return;
    require(i->value == 1, "what was put comes along");
    require(++i->taken == 1, "none is taken twice");
  }
  void steal() { took(deque.steal().item); }
  void after() {
    while (item* const i = deque.take_newest()) took(i);
    for (auto& i : items) require(i.taken == 1, "none is lost");
  }
};

/// For the last item all reach at once.
template <deque_orders O = {}> struct last_item : deque_program<O, 2, 2> {
  static constexpr std::size_t threads = 3;
  void thread(std::size_t i) {
    if (i != 1) return this->steal();
    this->put();
    this->put();
    this->took(this->deque.take_newest());
    this->took(this->deque.take_newest());
  }
};

/// Put and taken in turns, so that bottom goes up and down and cells are used again.
template <deque_orders O = {}> struct up_and_down : deque_program<O, 4, 2> {
  static constexpr std::size_t threads = 3;
  void thread(std::size_t i) {
    if (i != 1) {
      this->steal();
      return this->steal();
    }
    this->put();
    this->put();
    this->took(this->deque.take_newest());
    this->put();
    this->took(this->deque.take_newest());
    this->took(this->deque.take_newest());
    this->put();
  }
};

/// The array grows, twice, while thieves are at work.
template <deque_orders O = {}> struct growing : deque_program<O, 3, 1> {
  static constexpr std::size_t threads = 3;
  void thread(std::size_t i) {
    if (i != 1) return this->steal();
    this->put();
    this->put();
    this->put();
    this->took(this->deque.take_newest());
  }
};

/// The owner takes from both ends.
template <deque_orders O = {}> struct both_ends : deque_program<O, 3, 2> {
  static constexpr std::size_t threads = 3;
  void thread(std::size_t i) {
    if (i != 1) return this->steal();
    this->put();
    this->put();
    this->took(this->deque.take_oldest());
    this->put();
    this->took(this->deque.take_newest());
    this->took(this->deque.take_oldest());
  }
};

}  // namespace kont::explore
