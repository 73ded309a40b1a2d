// tests/unit/stacks_colouring_staggers_tops.cpp -- the tops of many stacks fill many cache sets.
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <set>
#include <vector>

#include "lib/stacks/stack.hpp"

BOOST_AUTO_TEST_SUITE(stacks_colouring_staggers_tops)

using namespace kont::stacks;

namespace {

constexpr std::size_t stacks_taken = 64;

// The sets of a cache with 64 lines of 64 bytes a way into which the tops of new stacks fall.
std::size_t sets_of_tops(bool coloured) {
  auto const kind = kind_of({.coloured = coloured});
  std::vector<head*> taken;
  std::set<std::uintptr_t> sets;
  for (std::size_t i = 0; i < stacks_taken; ++i) {
    taken.push_back(acquire(kind));
    sets.insert(reinterpret_cast<std::uintptr_t>(taken.back()->top()) / 64 % 64);
  }
  for (auto* s : taken) release(s);
  return sets.size();
}

}  // namespace

BOOST_AUTO_TEST_CASE(coloured_tops_fall_into_32_sets) { BOOST_TEST(sets_of_tops(true) == 32u); }

BOOST_AUTO_TEST_CASE(plain_tops_fall_into_one) { BOOST_TEST(sets_of_tops(false) == 1u); }

BOOST_AUTO_TEST_CASE(a_top_is_aligned_and_leaves_nearly_all_of_the_size) {
  for (bool coloured : {false, true}) {
    std::vector<head*> taken;
    for (std::size_t i = 0; i < stacks_taken; ++i) {
      taken.push_back(acquire(kind_of({.coloured = coloured})));
    }
    for (auto* s : taken) {
      auto const room = s->top() - s->bottom;
      BOOST_TEST(reinterpret_cast<std::uintptr_t>(s->top()) % 16 == 0u);
      BOOST_TEST(room <= static_cast<std::ptrdiff_t>(s->size - sizeof(head)));
      BOOST_TEST(room > static_cast<std::ptrdiff_t>(s->size - 2048 - sizeof(head)));
      release(s);
    }
  }
}

BOOST_AUTO_TEST_CASE(tops_fall_into_many_sets_of_the_tlb) {
  std::set<std::uintptr_t> pages;
  std::vector<head*> taken;
  for (std::size_t i = 0; i < 16; ++i) {
    taken.push_back(acquire(kind_of({})));
    pages.insert(reinterpret_cast<std::uintptr_t>(taken.back()->top()) / 4096 % 16);
  }
  for (auto* s : taken) release(s);
  BOOST_TEST(pages.size() >= 15u);
}

BOOST_AUTO_TEST_SUITE_END()
