// examples/population/person.hpp -- one person: a line of the cache, and no more.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "lib/small_blocks.hpp"

namespace kont::population {

enum class sex : std::uint8_t { male, female };

/// How far a suitor has come this year.
enum class courtship : std::uint8_t { at_home, at_the_fair, in_the_queue };

/// A person. Only her own life writes here, with three exceptions: who marries her, and who hands
/// her a candidate, do so while she waits at the fair; and her widower takes his name out.
/// Her parents are kept as numbers, for records end: name() and the log of births make the tree.
struct person {
  static constexpr std::int32_t never = std::numeric_limits<std::int32_t>::max();

  std::uint64_t id = 0;                  ///< drawn from the seed, or from her mother's
  std::uint64_t mother = 0, father = 0;  ///< their ids; 0: a founder
  person* partner = nullptr;             ///< cleared in the year after the partner's death
  person* candidate = nullptr;           ///< whom a suitor took from the queue
  std::int32_t riches = 0;
  std::atomic<std::int32_t> died = never;  ///< the year; a partner may ask at any time
  std::int16_t age = 0, span = 0;          ///< she dies when older than her span
  std::int8_t strength = 0;                ///< the article's capacity; each year of want takes one
  std::uint8_t need = 0;                   ///< what she eats in a year
  std::uint8_t preference = 0;             ///< 1 … 10; 10: for the other sex only
  std::uint8_t children = 0, most_children = 0;
  std::uint8_t ripe_age = 0;  ///< at which she comes of age
  sex is = sex::male;
  courtship stage = courtship::at_home;
  bool debuted = false, queued = false;

  bool alive() const noexcept { return died.load(std::memory_order_relaxed) == never; }
  bool died_before(std::int32_t year) const noexcept {
    return died.load(std::memory_order_relaxed) < year;
  }

  static void* operator new(std::size_t n) { return small_blocks::take(n); }
  static void operator delete(void* p, std::size_t n) noexcept { small_blocks::give_back(p, n); }
};
static_assert(sizeof(person) == 64);

}  // namespace kont::population
