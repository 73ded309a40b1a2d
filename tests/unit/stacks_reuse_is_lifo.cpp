// tests/unit/stacks_reuse_is_lifo.cpp -- the stack given back last is taken first: it is warm.
#include <boost/test/unit_test.hpp>

#include "lib/stacks/stack.hpp"

BOOST_AUTO_TEST_SUITE(stacks_reuse_is_lifo)

using namespace kont::stacks;

BOOST_AUTO_TEST_CASE(the_stack_given_back_last_is_taken_first) {
  auto const kind = kind_of({});
  auto *const a = acquire(kind), *const b = acquire(kind), *const c = acquire(kind);
  BOOST_TEST((a != b && b != c && a != c));
  release(a);
  release(c);
  release(b);
  BOOST_TEST(acquire(kind) == b);
  BOOST_TEST(acquire(kind) == c);
  BOOST_TEST(acquire(kind) == a);
  for (auto* s : {a, b, c}) release(s);
}

BOOST_AUTO_TEST_CASE(kinds_do_not_mix) {
  auto const small = kind_of({.size = 16 * 1024}), bare = kind_of({.guard = guarding::none});
  auto* const a = acquire(small);
  release(a);
  auto* const b = acquire(bare);
  BOOST_TEST(b != a);
  BOOST_TEST(b->kind == bare);
  BOOST_TEST(acquire(small) == a);
  release(a);
  release(b);
}

BOOST_AUTO_TEST_CASE(a_warm_stack_cuts_nothing_new) {
  auto const kind = kind_of({});
  release(acquire(kind));
  auto const before = count().handed_out;
  for (int i = 0; i < 1000; ++i) release(acquire(kind));
  BOOST_TEST(count().handed_out == before);
}

BOOST_AUTO_TEST_SUITE_END()
