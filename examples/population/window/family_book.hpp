// examples/population/window/family_book.hpp -- who is whose child, and how old are the living.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_map>
#include <vector>

#include "examples/population/person.hpp"

namespace kont::population {

/// What a parish register would say of somebody, and where to find her while she lives.
struct family_entry {
  std::uint64_t mother = 0, father = 0;   ///< 0: a founder
  std::uint64_t partner = 0;              ///< whom she married last; 0: nobody
  std::vector<std::uint64_t> children{};  ///< the eldest first
  person const* alive = nullptr;          ///< null: dead
  std::uint64_t microthread = 0;          ///< its id
  std::int32_t born = 0;                  ///< the year; of a founder, before 0
  std::int32_t died = person::never;
  sex is = sex::female;
};

constexpr std::size_t years_a_bar = 5;
/// How many live, by sex, of each five years of age.
using ages = std::vector<std::array<std::uint64_t, 2>>;

/// Everybody who lives, and the last of the dead. About 150 bytes each. Not thread-safe.
class family_book {
 public:
  /// So many of the dead are remembered.
  static constexpr std::size_t most_dead = 100'000;

  void enter(person const& p, std::int32_t year, std::uint64_t microthread);
  void marry(std::uint64_t a, std::uint64_t b);
  void bury(std::uint64_t id, std::int32_t year);

  /// Null: nobody is known by this id. O(1).
  family_entry const* find(std::uint64_t id) const;
  /// Calls f(id, entry) with everybody it knows, in no order. O(n).
  template <class F> void for_each(F f) const {
    for (auto const& [id, entry] : entries_) f(id, entry);
  }
  /// In this year. O(years that somebody may live).
  ages by_age(std::int32_t year) const;

 private:
  std::array<std::uint64_t, 2>& cohort(std::int32_t born);
  void count(family_entry const& of, int change);

  std::unordered_map<std::uint64_t, family_entry> entries_;
  std::deque<std::uint64_t> graves_;                   // who died first is first
  std::vector<std::array<std::uint64_t, 2>> cohorts_;  // who live, by the year of birth and sex
};

}  // namespace kont::population
