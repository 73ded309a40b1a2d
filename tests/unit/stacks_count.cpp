// tests/unit/stacks_count.cpp -- the census knows how many stacks there are, and their guards.
#include <boost/test/unit_test.hpp>
#include <vector>

#include "lib/stacks/stack.hpp"

BOOST_AUTO_TEST_SUITE(stacks_count)

using namespace kont::stacks;

BOOST_AUTO_TEST_CASE(every_stack_cut_is_counted_with_its_guard) {
  auto const before = count();
  std::vector<head*> taken;
  for (int i = 0; i < 100; ++i) taken.push_back(acquire(kind_of({})));
  auto const after = count();
  BOOST_TEST(after.handed_out - before.handed_out == 100u);
  BOOST_TEST(after.guarded + after.split - before.guarded - before.split == 100u);
  BOOST_TEST(after.unguarded == 0u);
  BOOST_TEST(after.mappings - before.mappings == 2u);  // 64 slots, then 128
  for (auto* s : taken) release(s);
  BOOST_TEST(count().handed_out == after.handed_out);
}

BOOST_AUTO_TEST_CASE(who_asks_for_no_guard_is_not_counted_as_unguarded) {
  auto const before = count();
  release(acquire(kind_of({.guard = guarding::none})));
  auto const after = count();
  BOOST_TEST(after.handed_out == before.handed_out + 1);
  BOOST_TEST(after.guarded == before.guarded);
  BOOST_TEST(after.unguarded == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
